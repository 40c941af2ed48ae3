package io.unbroken.ledger.merkle;

import java.util.List;
import java.util.Optional;

/// That a leaf is in a tree: the hashes beside the way from the leaf to the root, from below (RFC 9162, 2.1.3).
///
/// @param index the leaf's place
/// @param size how many leaves the tree has
/// @param path the hashes
public record InclusionProof(long index, long size, List<Hash> path) {

    /// As deep as a tree of 2^63 leaves.
    public static final int MOST_HASHES = 63;

    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "expected a leaf below %d, found %d".formatted(size, index));
        }
        if (path.size() > MOST_HASHES) {
            throw new IllegalArgumentException(
                    "expected at most %d hashes, found %d".formatted(MOST_HASHES, path.size()));
        }
        path = List.copyOf(path);
    }

    /// Whether it proves that `leaf`, a leaf hash, is in the tree of `root`.
    public boolean verifies(Hash leaf, Hash root) {
        return root(leaf).filter(root::equals).isPresent();
    }

    /// The root of the tree in which `leaf` is by this proof; nothing if the proof has too many or too few hashes.
    public Optional<Hash> root(Hash leaf) {
        long node = index;
        long last = size - 1;
        Hash root = leaf;
        for (Hash beside : path) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((node & 1) == 1 || node == last) {
                root = Hash.node(beside, root);
                // At the right edge, levels at which the node has no neighbour are passed over.
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                root = Hash.node(root, beside);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 ? Optional.of(root) : Optional.empty();
    }
}
