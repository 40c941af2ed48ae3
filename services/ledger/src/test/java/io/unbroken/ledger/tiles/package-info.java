/// Tiles against the oracle, against crashes, and against tampering.
@NullMarked
package io.unbroken.ledger.tiles;

import org.jspecify.annotations.NullMarked;
