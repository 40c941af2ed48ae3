/// Merkle trees against an oracle and known vectors.
@NullMarked
package io.unbroken.ledger.merkle;

import org.jspecify.annotations.NullMarked;
