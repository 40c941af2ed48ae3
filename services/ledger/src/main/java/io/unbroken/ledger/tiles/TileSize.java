package io.unbroken.ledger.tiles;

import io.unbroken.ledger.files.DurableFiles;
import java.util.List;

/// Finds out how many leaves the tiles of a directory hold, by the tiles of level 0, which are written in order.
final class TileSize {

    private TileSize() {}

    static long find(DurableFiles files) {
        long full = fullTiles(files);
        var next = new TilePath.Hashes(0, full, TilePath.FULL);
        List<Integer> widths = Partials.widths(files, next);
        return full * TilePath.FULL + (widths.isEmpty() ? 0 : widths.getLast());
    }

    // The tiles 0 to n - 1 are there and the tile n is not: n by doubling and halving.
    private static long fullTiles(DurableFiles files) {
        long there = 0;
        long absent = 1;
        while (exists(files, absent - 1)) {
            there = absent;
            absent *= 2;
        }
        while (absent - there > 1) {
            long middle = there + (absent - there) / 2;
            if (exists(files, middle - 1)) {
                there = middle;
            } else {
                absent = middle;
            }
        }
        return there;
    }

    private static boolean exists(DurableFiles files, long index) {
        return files.exists(new TilePath.Hashes(0, index, TilePath.FULL).toString());
    }
}
