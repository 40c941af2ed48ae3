/// Merkle trees of RFC 6962 and RFC 9162: hashes, the right edge of a growing tree, and proofs.
@NullMarked
package io.unbroken.ledger.merkle;

import org.jspecify.annotations.NullMarked;
