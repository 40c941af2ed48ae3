package io.unbroken.ledger.witness;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.merkle.HashLines;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.text.StrictText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a log asks of a witness: to cosign a checkpoint that begins with one the witness cosigned before.
///
/// @param old the size of that earlier checkpoint, 0 if there is none
/// @param proof the consistency proof between the two
/// @param note the new checkpoint, signed by the log
/// @param checkpoint what the note's text says
public record AddCheckpoint(long old, List<Hash> proof, Note note, Checkpoint checkpoint) {

    /// As many as a client may send.
    public static final int MOST_HASHES = 63;

    /// Of a request's bytes: a note, and 64 lines.
    public static final int MOST_BYTES = Note.MOST_BYTES + 4_096;

    private static final String OLD = "old ";

    public AddCheckpoint {
        proof = List.copyOf(proof);
        if (proof.size() > MOST_HASHES) {
            throw new IllegalArgumentException(
                    "expected at most %d hashes, found %d".formatted(MOST_HASHES, proof.size()));
        }
        if (old < 0) {
            throw new IllegalArgumentException("expected an old size of 0 or more, found " + old);
        }
    }

    /// A request for a signed checkpoint.
    ///
    /// @throws IllegalArgumentException if the note's text is no checkpoint
    public static AddCheckpoint of(long old, List<Hash> proof, Note note) {
        return new AddCheckpoint(old, proof, note, Checkpoint.parse(note.text()));
    }

    /// Reads the body of a request.
    ///
    /// @throws IllegalArgumentException if it is not of its form
    public static AddCheckpoint parse(byte[] body) {
        if (body.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "expected at most %d bytes, found more".formatted(MOST_BYTES));
        }
        String text = StrictText.utf8(body);
        int split = text.indexOf("\n\n");
        int first = text.indexOf('\n');
        if (split < 0 || !text.startsWith(OLD)) {
            throw new IllegalArgumentException(
                    "expected an old size, hashes, an empty line and a checkpoint");
        }
        long old = StrictText.decimal(text.substring(OLD.length(), first));
        List<Hash> proof = HashLines.parse(text.substring(first + 1, split + 1), MOST_HASHES);
        byte[] note = text.substring(split + 2).getBytes(StandardCharsets.UTF_8);
        return of(old, proof, Note.parse(note));
    }

    /// The body of the request.
    public byte[] bytes() {
        return StrictText.utf8(OLD + old + "\n" + HashLines.format(proof) + "\n" + note);
    }
}
