package io.unbroken.ledger.merkle;

/// Where the hashes of a tree's complete subtrees can be looked up, such as tiles.
@FunctionalInterface
public interface StoredHashes {

    /// The root of the complete subtree of `2^level` leaves that starts at leaf `index * 2^level`. Level 0 is the leaf itself.
    ///
    /// @throws RuntimeException if it is not stored, as the store defines
    Hash subtree(int level, long index);
}
