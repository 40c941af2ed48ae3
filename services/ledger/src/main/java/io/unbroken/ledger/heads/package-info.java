/// The entries of the master log: the heads of the trees that grew.
@NullMarked
package io.unbroken.ledger.heads;

import org.jspecify.annotations.NullMarked;
