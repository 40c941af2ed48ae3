package io.unbroken.ledger.merkle;

import java.util.List;

/// That a tree begins with the leaves of an earlier, smaller one: nothing was changed or taken away (RFC 9162, 2.1.4).
///
/// @param from the size of the earlier tree
/// @param to the size of the later one
/// @param path the hashes
public record ConsistencyProof(long from, long to, List<Hash> path) {

    /// As deep as a tree of 2^63 leaves, and one.
    public static final int MOST_HASHES = 64;

    public ConsistencyProof {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException(
                    "expected sizes in order, found %d and %d".formatted(from, to));
        }
        if (path.size() > MOST_HASHES) {
            throw new IllegalArgumentException(
                    "expected at most %d hashes, found %d".formatted(MOST_HASHES, path.size()));
        }
        path = List.copyOf(path);
    }

    /// Whether it proves that the tree of `later` begins with the tree of `earlier`.
    ///
    /// Any tree begins with the one without leaves, and each with itself: such a proof has no hashes.
    public boolean verifies(Hash earlier, Hash later) {
        if (from == to) {
            return path.isEmpty()
                    && earlier.equals(later)
                    && (from > 0 || earlier.equals(Hash.EMPTY));
        }
        if (from == 0) {
            return path.isEmpty() && earlier.equals(Hash.EMPTY);
        }
        if (path.isEmpty()) {
            return false;
        }
        return walk(earlier, later);
    }

    private boolean walk(Hash earlier, Hash later) {
        // The right edge of the earlier tree, up to its last complete subtree.
        int whole = Long.numberOfTrailingZeros(from);
        long node = (from - 1) >>> whole;
        long last = (to - 1) >>> whole;
        // A tree of 2^n leaves is itself such a subtree, which the reader knows already.
        boolean known = node == 0;
        Hash first = known ? earlier : path.getFirst();
        Hash old = first;
        Hash grown = first;
        for (Hash beside : known ? path : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                old = Hash.node(beside, old);
                grown = Hash.node(beside, grown);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                grown = Hash.node(grown, beside);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && old.equals(earlier) && grown.equals(later);
    }
}
