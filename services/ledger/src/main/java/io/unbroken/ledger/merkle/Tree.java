package io.unbroken.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/// A tree as it was at one size, over stored hashes: its root, its frontier and its proofs.
///
/// @param hashes the stored hashes of this tree, at this size or any later one
/// @param size how many leaves it has
public record Tree(StoredHashes hashes, long size) {

    public Tree {
        if (size < 0) {
            throw new IllegalArgumentException("expected a size of 0 or more, found " + size);
        }
    }

    public Hash root() {
        return frontier().root();
    }

    /// The frontier from which this tree would grow on.
    public Frontier frontier() {
        return Frontier.of(size, edge(0, size));
    }

    /// The proof that the leaf at `index` is in this tree.
    ///
    /// @throws IllegalArgumentException if this tree has no such leaf
    public InclusionProof inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "expected a leaf below %d, found %d".formatted(size, index));
        }
        List<Hash> path = new ArrayList<>();
        include(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    /// The proof that this tree begins with the first `from` leaves.
    ///
    /// @throws IllegalArgumentException if this tree is smaller
    public ConsistencyProof consistency(long from) {
        if (from < 0 || from > size) {
            throw new IllegalArgumentException(
                    "expected a size of at most %d, found %d".formatted(size, from));
        }
        List<Hash> path = new ArrayList<>();
        if (from > 0 && from < size) {
            connect(from, 0, size, path);
        }
        return new ConsistencyProof(from, size, path);
    }

    // PATH of RFC 9162, 2.1.3.1, over the leaves from `start` until `end`.
    private void include(long index, long start, long end, List<Hash> path) {
        if (end - start == 1) {
            return;
        }
        long middle = start + split(end - start);
        if (index < middle) {
            include(index, start, middle, path);
            path.add(range(middle, end));
        } else {
            include(index, middle, end, path);
            path.add(range(start, middle));
        }
    }

    // SUBPROOF of RFC 9162, 2.1.4.1: `from` is a leaf's place; the subtree is known to the reader
    // only if it starts at 0.
    private void connect(long from, long start, long end, List<Hash> path) {
        if (from == end) {
            if (start > 0) {
                path.add(range(start, end));
            }
            return;
        }
        long middle = start + split(end - start);
        if (from <= middle) {
            connect(from, start, middle, path);
            path.add(range(middle, end));
        } else {
            connect(from, middle, end, path);
            path.add(range(start, middle));
        }
    }

    private Hash range(long start, long end) {
        return Frontier.of(end - start, edge(start, end)).root();
    }

    // Ranges here start at a multiple of the largest power of two below their length, so each piece
    // is a stored subtree.
    private List<Hash> edge(long start, long end) {
        List<Hash> edge = new ArrayList<>();
        long at = start;
        while (at < end) {
            int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(end - at);
            edge.add(hashes.subtree(level, at >>> level));
            at += 1L << level;
        }
        return edge;
    }

    // The largest power of two below `length`.
    private static long split(long length) {
        return Long.highestOneBit(length - 1);
    }
}
