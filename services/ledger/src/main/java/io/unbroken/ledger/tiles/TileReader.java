package io.unbroken.ledger.tiles;

import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.merkle.StoredHashes;
import io.unbroken.ledger.merkle.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the tiles of a tree of a known size and checks each full tile against the hash that the tile above has of it.
///
/// What no tile above vouches for, the partial tiles at the right edge, is proved by the tree's root: [#requireRoot]. Then any
/// change to any tile that is read later is found. Safe for all threads.
public final class TileReader implements StoredHashes {

    /// Tiles that are kept once read and checked, with what lies between their hashes and their root: some 10 MB.
    public static final int MOST_KEPT = 256;

    private final DurableFiles files;
    private final long size;
    private final Map<TilePath.Hashes, Tile> kept = new LinkedHashMap<>(16, 0.75f, true);

    /// @param files the tree's directory
    /// @param size how many leaves are stored there, at least
    public TileReader(DurableFiles files, long size) {
        if (size < 0) {
            throw new IllegalArgumentException("expected a size of 0 or more, found " + size);
        }
        this.files = files;
        this.size = size;
    }

    /// How many leaves can be read.
    public long size() {
        return size;
    }

    /// The tree as it was at a size, for its root, frontier and proofs.
    ///
    /// @throws IllegalArgumentException if that is larger than what is stored
    public Tree tree(long at) {
        if (at > size) {
            throw new IllegalArgumentException(
                    "expected a size of at most %d, found %d".formatted(size, at));
        }
        return new Tree(this, at);
    }

    /// Checks that the tiles give this root.
    ///
    /// @return this reader
    /// @throws TileFault if they give another
    public TileReader requireRoot(Hash root) {
        Hash found = tree(size).root();
        if (!found.equals(root)) {
            long last = Math.max(0, size - 1) / TilePath.FULL;
            throw new TileFault(
                    new TilePath.Hashes(0, last, Math.max(1, Level.width(size, 0, last))),
                    "or another tile at the right edge is not of the tree of %d leaves with root %s: they give %s"
                            .formatted(size, root, found));
        }
        return this;
    }

    /// The hash of a leaf.
    public Hash leaf(long index) {
        return subtree(0, index);
    }

    @Override
    public Hash subtree(int level, long index) {
        if (index < 0 || level < 0 || level >= Long.SIZE - 1 || index >= size >>> level) {
            throw new IllegalArgumentException(
                    "expected a complete subtree below %d leaves, found %d of level %d"
                            .formatted(size, index, level));
        }
        int inside = level % Level.HEIGHT;
        int across = Level.HEIGHT - inside;
        Tile tile = checked(level / Level.HEIGHT, index >>> across);
        return tile.subtree(inside, (int) (index & ((1L << across) - 1)));
    }

    /// The hashes of a tile, as many as it has in the tree of this reader's size.
    ///
    /// @throws TileFault if it is missing, too short, or not the one that the tile above speaks of
    /// @throws IllegalArgumentException if the tree has no such tile
    public List<Hash> tile(int level, long index) {
        return checked(level, index).hashes();
    }

    /// Checks the partial tiles that smaller sizes left: each must be the beginning of its tile.
    ///
    /// @throws TileFault if one is not
    public void requirePartials() {
        for (int level = 0; Level.hashes(size, level) > 0; level++) {
            long last = (Level.hashes(size, level) - 1) / TilePath.FULL;
            for (long index = Math.max(0, last - 1); index <= last; index++) {
                List<Hash> hashes = tile(level, index);
                var tile = new TilePath.Hashes(level, index, hashes.size());
                for (int width : Partials.widths(files, tile)) {
                    requireBeginning(new TilePath.Hashes(level, index, width), hashes);
                }
            }
        }
    }

    private void requireBeginning(TilePath.Hashes path, List<Hash> hashes) {
        int known = Math.min(path.width(), hashes.size());
        read(path)
                .map(bytes -> Level.hashes(bytes, path.width()).subList(0, known))
                .filter(found -> !found.equals(hashes.subList(0, known)))
                .ifPresent(_ -> {
                    throw new TileFault(path, "is not the beginning of its tile");
                });
    }

    private Tile checked(int level, long index) {
        int width = index < 0 ? 0 : Level.width(size, level, index);
        var path = new TilePath.Hashes(level, index, width);
        synchronized (kept) {
            Tile known = kept.get(path);
            if (known != null) {
                return known;
            }
        }
        Tile tile = Tile.of(stored(path));
        if (path.full()) {
            checkAgainstParent(path, tile.root());
        }
        keep(path, tile);
        return tile;
    }

    private void keep(TilePath.Hashes path, Tile tile) {
        synchronized (kept) {
            kept.put(path, tile);
            if (kept.size() > MOST_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
    }

    private void checkAgainstParent(TilePath.Hashes path, Hash found) {
        long above = path.index() / TilePath.FULL;
        Hash expected = tile(path.level() + 1, above).get((int) (path.index() % TilePath.FULL));
        if (!found.equals(expected)) {
            int width = Level.width(size, path.level() + 1, above);
            throw new TileFault(
                    path,
                    "disagrees with %s: its root is %s, expected %s"
                            .formatted(path.parent(width), found, expected));
        }
    }

    // A partial tile may have been deleted since, because the full one is there; or there is a
    // wider one only, because no
    // checkpoint was made at just this size.
    private List<Hash> stored(TilePath.Hashes path) {
        Optional<byte[]> bytes = read(path);
        if (bytes.isEmpty() && !path.full()) {
            bytes = read(new TilePath.Hashes(path.level(), path.index(), TilePath.FULL));
        }
        if (bytes.isEmpty() && !path.full()) {
            bytes =
                    Partials.widths(files, path).stream()
                            .filter(width -> width > path.width())
                            .findFirst()
                            .flatMap(width ->
                                    read(new TilePath.Hashes(path.level(), path.index(), width)));
        }
        return Level.hashes(
                bytes.orElseThrow(() -> new TileFault(path, "is missing")), path.width());
    }

    private Optional<byte[]> read(TilePath.Hashes path) {
        int expected = path.width() * Hash.BYTES;
        Optional<byte[]> bytes = TileFiles.read(files, path, TilePath.FULL * Hash.BYTES + 1);
        bytes.ifPresent(found -> {
            if (found.length != expected) {
                throw new TileFault(
                        path, "has %d bytes, expected %d".formatted(found.length, expected));
            }
        });
        return bytes;
    }
}
