package io.unbroken.verifier.maker;

import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Tree;
import io.unbroken.ledger.note.Note;
import java.util.Optional;

/// The log as it was at one checkpoint. It stays as it was while the log grows on.
public interface SealedLog {

    /// The checkpoint, with its cosignatures.
    Note note();

    /// The master tree at the checkpoint.
    Tree master();

    /// An entry of the master log, below the checkpoint's size.
    Heads entry(long index);

    /// The newest head of a tree that the checkpoint covers; empty if it covers none.
    Optional<SealedTree> tree(TreeName name);

    /// A tree as the checkpoint covers it.
    ///
    /// @param entry the entry of the master log that lists its head
    /// @param head its head
    /// @param tree its hashes at that size
    record SealedTree(long entry, Head head, Tree tree) {}
}
