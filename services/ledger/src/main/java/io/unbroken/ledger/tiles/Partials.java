package io.unbroken.ledger.tiles;

import io.unbroken.ledger.files.DurableFiles;
import java.util.List;
import java.util.regex.Pattern;

/// The partial tiles of one place: each checkpoint may have left one, and none is needed once the full tile is there.
final class Partials {

    private static final Pattern WIDTH = Pattern.compile("[1-9][0-9]{0,2}");

    private Partials() {}

    /// The widths of those that are there, ascending.
    static List<Integer> widths(DurableFiles files, TilePath tile) {
        return files.names(directory(tile)).stream()
                .filter(name -> WIDTH.matcher(name).matches())
                .map(Integer::valueOf)
                .filter(width -> width < TilePath.FULL)
                .sorted()
                .toList();
    }

    static void delete(DurableFiles files, TilePath tile) {
        files.deleteDirectory(directory(tile));
    }

    private static String directory(TilePath tile) {
        String full =
                switch (tile) {
                    case TilePath.Hashes hashes ->
                            new TilePath.Hashes(hashes.level(), hashes.index(), TilePath.FULL)
                                    .toString();
                    case TilePath.Entries entries ->
                            new TilePath.Entries(entries.index(), TilePath.FULL).toString();
                };
        return full + ".p";
    }
}
