package io.unbroken.ledger.seals;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.merkle.HashLines;
import io.unbroken.ledger.merkle.InclusionProof;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.text.StrictText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Follows published checkpoints and knows which records they cover. Each is believed for itself: the log's signature, and the
/// proof that the heads are the last entry of the signed tree. Safe for all threads; one of them takes.
public final class Seals {

    /// Of so many entries one lists all heads, also of trees that did not grow. So the last twice as many checkpoints tell all.
    public static final long ALL_HEADS_EVERY = 1_024;

    /// Names of the record's headers beside the note.
    public static final String HEADS_HEADER = "ub-heads";

    public static final String PROOF_HEADER = "ub-proof";

    private final VerifierKey log;
    private final Map<TreeName, Seal> sealed = new ConcurrentHashMap<>();
    private volatile long size;
    private volatile boolean complete;

    /// @param log the key of the log, whose name is its origin
    public Seals(VerifierKey log) {
        this.log = log;
    }

    /// How much of a tree is sealed.
    ///
    /// @param records how many of its first records
    /// @param checkpoint the size of the checkpoint that says so
    public record Seal(long records, long checkpoint) {}

    /// Whether the entry at this index of the master log lists all heads.
    public static boolean listsAllHeads(long index) {
        return index % ALL_HEADS_EVERY == 0;
    }

    /// Takes a published checkpoint and returns its heads.
    ///
    /// @param note the signed note
    /// @param heads the bytes of the entry
    /// @param proof the lines of its inclusion proof
    /// @throws IllegalArgumentException if it is not of this log, or does not prove its heads
    public Heads take(byte[] note, byte[] heads, byte[] proof) {
        Note signed = Note.parse(note);
        if (log.standing(signed) != VerifierKey.Standing.VALID) {
            throw new IllegalArgumentException("expected a note that the log " + log + " signed");
        }
        Checkpoint checkpoint = Checkpoint.parse(signed.text());
        if (!checkpoint.origin().equals(log.name())) {
            throw new IllegalArgumentException("expected a checkpoint of the log " + log.name());
        }
        Heads entry = Heads.parse(heads);
        List<Hash> path = HashLines.parse(StrictText.utf8(proof), InclusionProof.MOST_HASHES);
        var inclusion = new InclusionProof(checkpoint.size() - 1, checkpoint.size(), path);
        if (!inclusion.verifies(entry.leaf(), checkpoint.root())) {
            throw new IllegalArgumentException(
                    "expected heads that are the last entry of the checkpoint's tree");
        }
        for (Head head : entry.heads()) {
            var seal = new Seal(head.size(), checkpoint.size());
            sealed.merge(
                    head.tree(), seal, (old, now) -> old.records() >= now.records() ? old : now);
        }
        size = Math.max(size, checkpoint.size());
        complete |= listsAllHeads(checkpoint.size() - 1);
        return entry;
    }

    /// The checkpoint that covers a record, if one does.
    public Optional<Long> checkpoint(TreeName tree, long offset) {
        Seal seal = sealed.get(tree);
        return seal != null && offset < seal.records()
                ? Optional.of(seal.checkpoint())
                : Optional.empty();
    }

    /// Whether an entry with all heads was taken: what is not known as sealed then is not.
    public boolean complete() {
        return complete;
    }

    /// The size of the largest checkpoint taken; 0 before the first.
    public long size() {
        return size;
    }
}
