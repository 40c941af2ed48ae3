package io.unbroken.ledger.witness;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.merkle.Tree;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.SignatureLine;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.note.VerifierKey.Standing;
import io.unbroken.ledger.text.StrictText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/// Asks one witness for its cosignature, and checks what it gives. One thread uses it.
public final class WitnessClient implements AutoCloseable {

    /// Characters of an answer that are read: a few signature lines.
    public static final int LARGEST_ANSWER = 64 * 1024;

    private static final int OK = 200;
    private static final int CONFLICT = 409;

    private final URI address;
    private final VerifierKey witness;
    private final Duration wait;
    private final HttpClient http;
    private long known;

    /// @param prefix where the witness listens, such as `http://127.0.0.1:7100`
    /// @param witness its key
    /// @param wait for how long one request may take, connecting included
    public WitnessClient(URI prefix, VerifierKey witness, Duration wait) {
        this.address = URI.create(prefix.toString().replaceAll("/+$", "") + "/add-checkpoint");
        this.witness = witness;
        this.wait = wait;
        this.http = HttpClient.newBuilder().connectTimeout(wait).build();
    }

    /// Which witness this asks.
    public VerifierKey witness() {
        return witness;
    }

    /// Asks for the cosignature of a checkpoint. A witness that is at another size than it was last is asked a second time.
    ///
    /// @param note the checkpoint, signed by the log
    /// @param tree the log's tree at the checkpoint's size, for the proof
    public Outcome cosign(Note note, Tree tree) {
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        if (checkpoint.size() != tree.size()) {
            throw new IllegalArgumentException(
                    "expected a tree of %d leaves, found %d"
                            .formatted(checkpoint.size(), tree.size()));
        }
        try {
            Reply reply = ask(Math.min(known, tree.size()), note, tree);
            if (reply instanceof At at && at.size <= tree.size() && at.size != at.asked) {
                reply = ask(at.size, note, tree);
            }
            return switch (reply) {
                case At at -> refusedAt(at, tree);
                case Final last -> remembered(last.outcome, tree.size());
            };
        } catch (IOException e) {
            return new Unreachable(String.valueOf(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Unreachable("interrupted");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Outcome remembered(Outcome outcome, long size) {
        if (outcome instanceof Cosigned) {
            known = size;
        }
        return outcome;
    }

    private static Refused refusedAt(At at, Tree tree) {
        return new Refused(
                CONFLICT,
                at.size == tree.size()
                        ? "it cosigned another root at size " + at.size
                        : "it is at size %d, the checkpoint at %d".formatted(at.size, tree.size()));
    }

    private Reply ask(long old, Note note, Tree tree) throws IOException, InterruptedException {
        var body = AddCheckpoint.of(old, tree.consistency(old).path(), note).bytes();
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(wait)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        HttpResponse<byte[]> answer =
                http.send(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            String text = StrictText.utf8(answer.body());
            return switch (answer.statusCode()) {
                case OK -> new Final(checked(note, text));
                case CONFLICT -> new At(old, StrictText.decimal(text.stripTrailing()));
                default -> new Final(new Refused(answer.statusCode(), "it answered no"));
            };
        } catch (IllegalArgumentException e) {
            return new Final(
                    new Refused(answer.statusCode(), "its answer is malformed: " + e.getMessage()));
        }
    }

    private Outcome checked(Note note, String text) {
        List<SignatureLine> own =
                StrictText.lines(text, Note.MOST_SIGNATURES).stream()
                        .map(SignatureLine::parse)
                        .filter(line ->
                                line.name().equals(witness.name())
                                        && line.keyId() == witness.keyId())
                        .toList();
        if (own.isEmpty() || witness.standing(new Note(note.text(), own)) != Standing.VALID) {
            return new Refused(OK, "its answer has no good signature of its key");
        }
        return new Cosigned(own.getFirst());
    }

    /// What came of a request.
    public sealed interface Outcome {}

    /// The witness cosigned.
    ///
    /// @param signature its cosignature, which was checked
    public record Cosigned(SignatureLine signature) implements Outcome {}

    /// The witness answered, and did not cosign. If it goes on, the log has shown it another history, or its operator
    /// configured another key.
    ///
    /// @param status of the HTTP answer
    /// @param reason in one clause
    public record Refused(int status, String reason) implements Outcome {}

    /// There was no answer in time.
    ///
    /// @param reason in one clause
    public record Unreachable(String reason) implements Outcome {}

    /// One answer of the witness.
    private sealed interface Reply {}

    /// It is at another size than it was asked from, or has another root at this one.
    private record At(long asked, long size) implements Reply {}

    /// Asking again is of no use.
    private record Final(Outcome outcome) implements Reply {}
}
