package io.unbroken.ledger.tiles;

import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How many hashes each level of tiles has, and how a tile is written.
final class Level {

    /// The binary levels of the tree that one level of tiles spans.
    static final int HEIGHT = 8;

    /// A tree of 2^63 leaves has hashes on levels 0 to 7.
    static final int MOST_LEVELS = 8;

    private Level() {}

    /// How many hashes the level has in a tree of that size: one for each full tile of the level below.
    static long hashes(long size, int level) {
        return level >= MOST_LEVELS ? 0 : size >>> (HEIGHT * level);
    }

    /// The width of a tile in a tree of that size; 0 if it has no such tile.
    static int width(long size, int level, long index) {
        long hashes = hashes(size, level) - index * TilePath.FULL;
        return Math.clamp(hashes, 0, TilePath.FULL);
    }

    static byte[] bytes(List<Hash> hashes) {
        var bytes = new byte[hashes.size() * Hash.BYTES];
        for (int i = 0; i < hashes.size(); i++) {
            hashes.get(i).copyTo(bytes, i * Hash.BYTES);
        }
        return bytes;
    }

    static List<Hash> hashes(byte[] bytes, int count) {
        List<Hash> hashes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            hashes.add(Hash.of(Arrays.copyOfRange(bytes, i * Hash.BYTES, (i + 1) * Hash.BYTES)));
        }
        return hashes;
    }

    /// The root over hashes that are a complete subtree.
    static Hash root(List<Hash> hashes) {
        return Frontier.EMPTY.appendAll(hashes).root();
    }
}
