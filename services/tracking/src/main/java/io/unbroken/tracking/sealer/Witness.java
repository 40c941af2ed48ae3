package io.unbroken.tracking.sealer;

import io.unbroken.ledger.merkle.Tree;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.SignatureLine;
import java.util.Optional;

/// Someone else who watches that the log only grows, and says so with a cosignature. May be away; is waited for shortly.
@FunctionalInterface
public interface Witness {

    /// Shows a checkpoint.
    ///
    /// @param checkpoint the signed note
    /// @param tree the master tree at the checkpoint's size
    /// @return the cosignature; none if the witness is away or does not want to
    /// @throws Disagreement if it has seen a checkpoint of this log that this one does not continue
    Optional<SignatureLine> cosign(Note checkpoint, Tree tree);
}
