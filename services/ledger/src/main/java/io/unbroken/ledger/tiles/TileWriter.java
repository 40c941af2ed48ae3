package io.unbroken.ledger.tiles;

import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Grows a tree as tiles in a directory. What [#append] has returned for survives any crash.
///
/// Each file is on the disk before the next one is begun, and the tiles of level 0 come first. So after a crash the tiles of
/// level 0 tell how large the tree is, those above are made again from them, and the leaves that are missing are appended again.
/// One writer to a directory, one thread to a writer. After an exception it is of no more use: open another.
public final class TileWriter {

    private final DurableFiles files;
    private final List<List<Hash>> edge;
    private long size;
    private boolean usable = true;

    private TileWriter(DurableFiles files, long size, List<List<Hash>> edge) {
        this.files = files;
        this.size = size;
        this.edge = edge;
    }

    /// Opens the tree of a directory, which may be empty or not be there yet, and repairs what a crash left undone.
    ///
    /// @throws TileFault if tiles are missing, cut short or disagree
    public static TileWriter open(DurableFiles files) {
        long size = TileSize.find(files);
        List<List<Hash>> edge = new ArrayList<>();
        for (int level = 0; level < Level.MOST_LEVELS; level++) {
            edge.add(new ArrayList<>());
        }
        var writer = new TileWriter(files, size, edge);
        writer.settle();
        writer.repair();
        return writer;
    }

    /// How many leaves the tree has.
    public long size() {
        return size;
    }

    /// The tree's right edge.
    public Frontier frontier() {
        return reader().tree(size).frontier();
    }

    /// Reads the tree as it is now; further leaves do not change what the reader sees.
    public TileReader reader() {
        return new TileReader(files, size);
    }

    /// Appends leaf hashes from a place on. Leaves that are there already are compared, so that the same call may be made again.
    ///
    /// @param from the index of the first of `leaves`, at most [#size()]
    /// @throws TileFault if the tree has another leaf at one of the places
    public void append(long from, List<Hash> leaves) {
        if (!usable) {
            throw new IllegalStateException("expected a writer that has not failed; open another");
        }
        if (from < 0 || from > size) {
            throw new IllegalArgumentException(
                    "expected leaves from %d at most, found %d".formatted(size, from));
        }
        int known = (int) Math.min(size - from, leaves.size());
        compare(from, leaves.subList(0, known));
        usable = false;
        grow(leaves.subList(known, leaves.size()));
        usable = true;
    }

    private void compare(long from, List<Hash> leaves) {
        TileReader reader = reader();
        for (int i = 0; i < leaves.size(); i++) {
            long index = from + i;
            if (!reader.leaf(index).equals(leaves.get(i))) {
                long tile = index / TilePath.FULL;
                throw new TileFault(
                        new TilePath.Hashes(0, tile, Level.width(size, 0, tile)),
                        "has another leaf at index " + index);
            }
        }
    }

    private void grow(List<Hash> leaves) {
        long grown = Math.addExact(size, leaves.size());
        List<Hash> hashes = leaves;
        for (int level = 0; !hashes.isEmpty(); level++) {
            hashes = grow(level, hashes);
        }
        size = grown;
    }

    // Gives the roots of the tiles that became full: the new hashes of the level above.
    private List<Hash> grow(int level, List<Hash> hashes) {
        List<Hash> row = new ArrayList<>(edge.get(level));
        row.addAll(hashes);
        long index = Level.hashes(size, level) / TilePath.FULL;
        List<Hash> roots = new ArrayList<>();
        int at = 0;
        for (; row.size() - at >= TilePath.FULL; at += TilePath.FULL) {
            List<Hash> tile = row.subList(at, at + TilePath.FULL);
            writeFull(new TilePath.Hashes(level, index, TilePath.FULL), tile);
            roots.add(Level.root(tile));
            index++;
        }
        List<Hash> rest = List.copyOf(row.subList(at, row.size()));
        if (!rest.isEmpty()) {
            var path = new TilePath.Hashes(level, index, rest.size());
            files.replace(path.toString(), Level.bytes(rest));
        }
        edge.set(level, rest);
        return roots;
    }

    // A full tile never changes. One that is there already is of leaves that were appended before
    // other tiles were lost.
    private void writeFull(TilePath.Hashes path, List<Hash> tile) {
        byte[] bytes = Level.bytes(tile);
        Optional<byte[]> there = TileFiles.read(files, path, bytes.length + 1);
        if (there.isEmpty()) {
            files.replace(path.toString(), bytes);
        } else if (!Arrays.equals(there.get(), bytes)) {
            throw new TileFault(path, "is there already, with other hashes than were appended");
        }
        // Before the next tile is begun, so that a crash leaves only those of the last full tile.
        Partials.delete(files, path);
    }

    // The last tile of level 0 says how large the tree is. From here on it must go on to say so.
    private void settle() {
        if (size > 0) {
            long last = (size - 1) / TilePath.FULL;
            int width = (int) (size - last * TilePath.FULL);
            files.settle(new TilePath.Hashes(0, last, width).toString());
        }
    }

    private void repair() {
        for (int level = 0; Level.hashes(size, level) > 0; level++) {
            long hashes = Level.hashes(size, level);
            long full = hashes / TilePath.FULL;
            int width = (int) (hashes % TilePath.FULL);
            if (level > 0) {
                rebuild(level, full, width);
            }
            if (full > 0) {
                Partials.delete(files, new TilePath.Hashes(level, full - 1, TilePath.FULL));
            }
        }
        // Only now has each tile the one above that vouches for it.
        TileReader reader = reader();
        for (int level = 0; Level.hashes(size, level) > 0; level++) {
            long last = Level.hashes(size, level) / TilePath.FULL;
            if (Level.width(size, level, last) > 0) {
                edge.set(level, reader.tile(level, last));
            }
        }
    }

    // Makes the tiles at the right edge of a level again, as far as they are missing, from the
    // tiles below.
    private void rebuild(int level, long full, int width) {
        long first = full;
        while (first > 0
                && !files.exists(new TilePath.Hashes(level, first - 1, TilePath.FULL).toString())) {
            first--;
        }
        for (long index = first; index < full; index++) {
            writeFull(
                    new TilePath.Hashes(level, index, TilePath.FULL),
                    rootsBelow(level, index, TilePath.FULL));
        }
        if (width > 0) {
            var path = new TilePath.Hashes(level, full, width);
            if (!files.exists(path.toString())) {
                files.replace(path.toString(), Level.bytes(rootsBelow(level, full, width)));
            }
        }
    }

    private List<Hash> rootsBelow(int level, long index, int width) {
        List<Hash> roots = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            var below = new TilePath.Hashes(level - 1, index * TilePath.FULL + i, TilePath.FULL);
            int length = TilePath.FULL * Hash.BYTES;
            byte[] bytes =
                    TileFiles.read(files, below, length + 1)
                            .orElseThrow(() -> new TileFault(below, "is missing"));
            if (bytes.length != length) {
                throw new TileFault(
                        below, "has %d bytes, expected %d".formatted(bytes.length, length));
            }
            roots.add(Level.root(Level.hashes(bytes, TilePath.FULL)));
        }
        return roots;
    }
}
