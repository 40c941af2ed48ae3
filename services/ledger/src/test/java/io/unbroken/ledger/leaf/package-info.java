/// Leaves against bytes written out by hand.
@NullMarked
package io.unbroken.ledger.leaf;

import org.jspecify.annotations.NullMarked;
