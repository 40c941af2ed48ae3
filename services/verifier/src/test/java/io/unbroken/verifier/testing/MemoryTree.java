package io.unbroken.verifier.testing;

import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.merkle.StoredHashes;
import io.unbroken.ledger.merkle.Tree;
import java.util.ArrayList;
import java.util.List;

/// A tree of which all complete subtrees are kept in memory.
final class MemoryTree implements StoredHashes {

    private final List<List<Hash>> levels = new ArrayList<>();

    void append(Hash leaf) {
        Hash hash = leaf;
        for (int level = 0; ; level++) {
            if (levels.size() == level) {
                levels.add(new ArrayList<>());
            }
            List<Hash> row = levels.get(level);
            row.add(hash);
            if (row.size() % 2 == 1) {
                return;
            }
            hash = Hash.node(row.get(row.size() - 2), row.getLast());
        }
    }

    long size() {
        return levels.isEmpty() ? 0 : levels.getFirst().size();
    }

    Tree at(long size) {
        return new Tree(this, size);
    }

    @Override
    public Hash subtree(int level, long index) {
        return levels.get(level).get((int) index);
    }
}
