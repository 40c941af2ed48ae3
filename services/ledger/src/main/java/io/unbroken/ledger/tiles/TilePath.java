package io.unbroken.ledger.tiles;

import io.unbroken.ledger.text.StrictText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/// Where a tile or a bundle of entries is, below the log's directory or address: `tile/<level>/<index>[.p/<width>]` or
/// `tile/entries/<index>[.p/<width>]`. The index stands in groups of three digits, all but the last after an `x`: `x001/x234/067`.
public sealed interface TilePath {

    /// Hashes in a full tile, entries in a full bundle.
    int FULL = 256;

    /// Above the index of any tile of a tree of 2^63 leaves.
    long MOST_TILES = 1L << 55;

    /// Characters of the longest path.
    int LONGEST = 64;

    /// Counted from 0, among the tiles of its level.
    long index();

    /// How many hashes or entries it holds, 1 to 256.
    int width();

    /// Whether it is full, and will never change.
    default boolean full() {
        return width() == FULL;
    }

    /// Reads a path.
    ///
    /// @throws IllegalArgumentException if the text is no path, or not in its one form
    static TilePath parse(String path) {
        if (path.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "expected at most %d characters, found %d".formatted(LONGEST, path.length()));
        }
        var parts = Form.PATH.matcher(path);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "expected tile/<level or entries>/<index>[.p/<width>]");
        }
        long index = StrictText.decimal(Form.digits(parts.group(2)));
        String width = parts.group(3);
        int count = width == null ? FULL : (int) StrictText.decimal(width);
        String level = parts.group(1);
        TilePath tile =
                level.equals("entries")
                        ? new Entries(index, count)
                        : new Hashes((int) StrictText.decimal(level), index, count);
        if (!tile.toString().equals(path)) {
            throw new IllegalArgumentException("expected a tile's path in its shortest form");
        }
        return tile;
    }

    /// A tile: consecutive hashes of one level. Those of level 0 are leaves; those above are the roots of full tiles below.
    ///
    /// @param level 0 to 63
    /// @param index counted from 0
    /// @param width how many hashes
    record Hashes(int level, long index, int width) implements TilePath {

        private static final int MOST_LEVEL = 63;

        public Hashes {
            if (level < 0 || level > MOST_LEVEL) {
                throw new IllegalArgumentException(
                        "expected a level of 0 to %d, found %d".formatted(MOST_LEVEL, level));
            }
            Form.require(index, width);
        }

        /// The tile of the level above that has this one's root.
        ///
        /// @param widthAbove how many hashes that tile has
        Hashes parent(int widthAbove) {
            return new Hashes(level + 1, index / FULL, widthAbove);
        }

        @Override
        public String toString() {
            return "tile/" + level + "/" + Form.format(index, width);
        }
    }

    /// A bundle: consecutive entries, of which the tile of level 0 at the same index has the leaf hashes.
    ///
    /// @param index counted from 0
    /// @param width how many entries
    record Entries(long index, int width) implements TilePath {

        public Entries {
            Form.require(index, width);
        }

        @Override
        public String toString() {
            return "tile/entries/" + Form.format(index, width);
        }
    }

    /// How indexes and widths are written.
    final class Form {

        private static final Pattern PATH =
                Pattern.compile(
                        "tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([0-9]{1,3}))?");
        private static final Pattern LEADING_ZEROES = Pattern.compile("^0+(?=[0-9])");
        private static final int GROUP = 1_000;

        private Form() {}

        private static void require(long index, int width) {
            if (index < 0 || index >= MOST_TILES) {
                throw new IllegalArgumentException(
                        "expected an index below %d, found %d".formatted(MOST_TILES, index));
            }
            if (width < 1 || width > FULL) {
                throw new IllegalArgumentException(
                        "expected a width of 1 to %d, found %d".formatted(FULL, width));
            }
        }

        private static String digits(String groups) {
            String digits = groups.replace("x", "").replace("/", "");
            return LEADING_ZEROES.matcher(digits).replaceFirst("");
        }

        private static String format(long index, int width) {
            Deque<String> groups = new ArrayDeque<>();
            groups.push("%03d".formatted(index % GROUP));
            for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
                groups.push("x%03d".formatted(rest % GROUP));
            }
            String path = String.join("/", groups);
            return width == FULL ? path : path + ".p/" + width;
        }
    }
}
