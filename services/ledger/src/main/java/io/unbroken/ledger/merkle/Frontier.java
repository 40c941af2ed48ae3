package io.unbroken.ledger.merkle;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The right edge of a tree: its size and the roots of the complete subtrees that it is made of, largest first.
///
/// It is all that is needed to append further leaves and to tell the root, and it is small: at most 63 hashes. Immutable.
/// Its bytes are the size (8 bytes, big-endian), then the hashes of 32 bytes each, one for each bit that is set in the size.
public final class Frontier {

    /// The tree without leaves.
    public static final Frontier EMPTY = new Frontier(0, List.of());

    private final long size;
    private final List<Hash> edge;

    private Frontier(long size, List<Hash> edge) {
        this.size = size;
        this.edge = edge;
    }

    /// The frontier of these subtrees.
    ///
    /// @param edge the roots of the complete subtrees, largest first
    /// @throws IllegalArgumentException if a tree of that size has another number of them
    public static Frontier of(long size, List<Hash> edge) {
        if (size < 0) {
            throw new IllegalArgumentException("expected a size of 0 or more, found " + size);
        }
        if (edge.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException(
                    "expected %d hashes for size %d, found %d"
                            .formatted(Long.bitCount(size), size, edge.size()));
        }
        return new Frontier(size, List.copyOf(edge));
    }

    /// Reads what [#bytes()] wrote. Each frontier has one form only.
    ///
    /// @throws IllegalArgumentException if the bytes are no frontier, or have something after it
    public static Frontier of(byte[] bytes) {
        if (bytes.length < Long.BYTES || (bytes.length - Long.BYTES) % Hash.BYTES != 0) {
            throw new IllegalArgumentException(
                    "expected a size and whole hashes, found %d bytes".formatted(bytes.length));
        }
        List<Hash> edge = new ArrayList<>();
        for (int at = Long.BYTES; at < bytes.length; at += Hash.BYTES) {
            edge.add(Hash.of(bytes, at, Hash.BYTES));
        }
        return of(ByteBuffer.wrap(bytes).getLong(), edge);
    }

    /// The frontier after one more leaf.
    public Frontier append(Hash leaf) {
        return appendAll(List.of(leaf));
    }

    /// The frontier after more leaves, in order. Much faster than one at a time.
    public Frontier appendAll(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return this;
        }
        Math.addExact(size, leaves.size());
        MessageDigest digest = Hash.sha256();
        List<Hash> grown = new ArrayList<>(edge);
        long count = size;
        for (Hash leaf : leaves) {
            Hash subtree = leaf;
            // Each subtree that the new leaf completes joins its left neighbour of the same size.
            for (long rest = count; (rest & 1) == 1; rest >>>= 1) {
                subtree = Hash.node(digest, grown.removeLast(), subtree);
            }
            grown.add(subtree);
            count++;
        }
        return new Frontier(count, List.copyOf(grown));
    }

    /// The root of the tree.
    public Hash root() {
        if (edge.isEmpty()) {
            return Hash.EMPTY;
        }
        MessageDigest digest = Hash.sha256();
        Hash root = edge.getLast();
        for (int i = edge.size() - 2; i >= 0; i--) {
            root = Hash.node(digest, edge.get(i), root);
        }
        return root;
    }

    /// How many leaves the tree has.
    public long size() {
        return size;
    }

    /// The roots of the complete subtrees, largest first.
    public List<Hash> edge() {
        return edge;
    }

    /// The one form of this frontier as bytes.
    public byte[] bytes() {
        var bytes = new byte[Long.BYTES + edge.size() * Hash.BYTES];
        ByteBuffer.wrap(bytes).putLong(size);
        for (int i = 0; i < edge.size(); i++) {
            edge.get(i).copyTo(bytes, Long.BYTES + i * Hash.BYTES);
        }
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frontier frontier
                && size == frontier.size
                && edge.equals(frontier.edge);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new Object[] {size, edge});
    }

    @Override
    public String toString() {
        return "Frontier[%d, %s]".formatted(size, root());
    }
}
