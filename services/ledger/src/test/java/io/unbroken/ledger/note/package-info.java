/// Notes against known examples, and keys that are no keys.
@NullMarked
package io.unbroken.ledger.note;

import org.jspecify.annotations.NullMarked;
