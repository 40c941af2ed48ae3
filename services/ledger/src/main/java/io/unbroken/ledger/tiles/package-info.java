/// Trees as files (C2SP tlog-tiles): paths, writing, reading and checking tiles.
@NullMarked
package io.unbroken.ledger.tiles;

import org.jspecify.annotations.NullMarked;
