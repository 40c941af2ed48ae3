package io.unbroken.ledger.witness;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.merkle.ConsistencyProof;
import io.unbroken.ledger.note.Cosigner;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.SignatureType;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.note.VerifierKey.Standing;
import java.time.InstantSource;
import java.util.List;

/// Decides what a witness cosigns: checkpoints of logs that it knows, each of which begins with the one before. A log that shows
/// two parties two histories cannot have both cosigned.
///
/// What was cosigned last is on the disk before the answer is given. Requests are judged one at a time.
public final class WitnessRules {

    private final Cosigner cosigner;
    private final List<VerifierKey> logs;
    private final WitnessMemory memory;
    private final InstantSource clock;

    /// @param cosigner the witness's key, which signs nothing else
    /// @param logs the keys of the logs that it watches; a key's name is its log's origin
    /// @param files where it keeps what it cosigned last; no two witnesses use the same
    public WitnessRules(
            Cosigner cosigner, List<VerifierKey> logs, DurableFiles files, InstantSource clock) {
        this.cosigner = cosigner;
        this.logs = List.copyOf(logs);
        this.memory = new WitnessMemory(files);
        this.clock = clock;
        for (VerifierKey log : logs) {
            if (log.type() != SignatureType.ED25519) {
                throw new IllegalArgumentException(
                        "expected the key of a log (type 1), found one of a witness: " + log);
            }
        }
    }

    /// What the cosignatures are checked with.
    public VerifierKey verifierKey() {
        return cosigner.verifierKey();
    }

    /// Judges the body of a request.
    ///
    /// @throws IllegalStateException if what was cosigned last cannot be read
    /// @throws java.io.UncheckedIOException if the disk fails; nothing was cosigned
    public synchronized Answer add(byte[] body) {
        AddCheckpoint request;
        try {
            request = AddCheckpoint.parse(body);
        } catch (IllegalArgumentException e) {
            return new Answer.Malformed(String.valueOf(e.getMessage()));
        }
        String origin = request.checkpoint().origin();
        List<VerifierKey> keys = logs.stream().filter(log -> log.name().equals(origin)).toList();
        if (keys.isEmpty()) {
            return new Answer.UnknownLog();
        }
        if (!signed(keys, request.note())) {
            return new Answer.Untrusted();
        }
        if (request.old() > request.checkpoint().size()) {
            return new Answer.Malformed("expected an old size of at most the checkpoint's");
        }
        return judge(request, memory.last(origin));
    }

    private Answer judge(AddCheckpoint request, Checkpoint last) {
        Checkpoint next = request.checkpoint();
        if (request.old() != last.size()) {
            return new Answer.Conflict(last.size());
        }
        if (next.size() == last.size() && !next.root().equals(last.root())) {
            return new Answer.Conflict(last.size());
        }
        var proof = new ConsistencyProof(last.size(), next.size(), request.proof());
        if (!proof.verifies(last.root(), next.root())) {
            return new Answer.Unproven();
        }
        memory.keep(next.origin(), request.note());
        return new Answer.Cosigned(cosigner.cosign(request.note().text(), clock.instant()));
    }

    // A signature that names a known key and is wrong spoils the note, whatever other keys signed.
    private static boolean signed(List<VerifierKey> keys, Note note) {
        List<Standing> standings = keys.stream().map(key -> key.standing(note)).toList();
        return standings.contains(Standing.VALID) && !standings.contains(Standing.INVALID);
    }
}
