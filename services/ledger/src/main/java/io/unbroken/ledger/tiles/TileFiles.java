package io.unbroken.ledger.tiles;

import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.files.TooLong;
import java.util.Optional;

/// Tiles and bundles as files.
public final class TileFiles {

    private TileFiles() {}

    /// The bytes of one; empty if there is none.
    ///
    /// @param most bytes that one of its kind has
    /// @throws TileFault if it has more
    public static Optional<byte[]> read(DurableFiles files, TilePath path, int most) {
        try {
            return files.read(path.toString(), most);
        } catch (TooLong changed) {
            throw new TileFault(path, "is longer than %d bytes".formatted(most), changed);
        }
    }
}
