package io.unbroken.ledger.heads;

import io.unbroken.ledger.merkle.Hash;

/// What one partition's tree was at a checkpoint.
///
/// @param tree its name
/// @param size how many leaves it had, at least one
/// @param root its root
public record Head(TreeName tree, long size, Hash root) {

    public Head {
        if (size < 1) {
            throw new IllegalArgumentException("expected a size of 1 or more, found " + size);
        }
    }
}
