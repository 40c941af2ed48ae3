/// What a witness refuses, also after a crash.
@NullMarked
package io.unbroken.ledger.witness;

import org.jspecify.annotations.NullMarked;
