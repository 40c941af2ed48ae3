package io.unbroken.ledger.tiles;

import io.unbroken.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.List;

/// The hashes of a tile and of all complete subtrees over them, so that a proof looks up what would else be hashed again.
final class Tile {

    private final List<List<Hash>> levels;

    private Tile(List<List<Hash>> levels) {
        this.levels = levels;
    }

    static Tile of(List<Hash> hashes) {
        List<List<Hash>> levels = new ArrayList<>();
        List<Hash> level = List.copyOf(hashes);
        while (!level.isEmpty()) {
            levels.add(level);
            List<Hash> above = new ArrayList<>(level.size() / 2);
            for (int i = 0; i + 1 < level.size(); i += 2) {
                above.add(Hash.node(level.get(i), level.get(i + 1)));
            }
            level = List.copyOf(above);
        }
        return new Tile(levels);
    }

    List<Hash> hashes() {
        return levels.getFirst();
    }

    /// The root of a full tile.
    Hash root() {
        return levels.getLast().getFirst();
    }

    /// The root of the subtree over `2^level` hashes that starts at hash `index * 2^level`.
    Hash subtree(int level, int index) {
        return levels.get(level).get(index);
    }
}
