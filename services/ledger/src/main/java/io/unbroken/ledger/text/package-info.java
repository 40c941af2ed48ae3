/// Reading text of which each value has one form only.
@NullMarked
package io.unbroken.ledger.text;

import org.jspecify.annotations.NullMarked;
