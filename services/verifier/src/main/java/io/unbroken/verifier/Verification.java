package io.unbroken.verifier;

import io.unbroken.custody.history.History;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.verifier.Result.Broken;
import io.unbroken.verifier.Result.Holds;
import io.unbroken.verifier.Result.OtherRules;
import io.unbroken.verifier.Result.Place;
import io.unbroken.verifier.bundle.BundleException;
import io.unbroken.verifier.bundle.BundleReader;
import io.unbroken.verifier.bundle.Line;
import io.unbroken.verifier.bundle.Line.Consistency;
import io.unbroken.verifier.bundle.Line.DerivedHistory;
import io.unbroken.verifier.bundle.Line.Header;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks one bundle: everything in it is computed again, and believed for no other reason than that it comes out the same.
public final class Verification {

    private final Trust trust;
    private final Optional<Checkpoint> held;
    private final BundleReader reader;
    private final BundleSchemas schemas = new BundleSchemas();
    private @Nullable Header header;
    private @Nullable LogProofs proofs;
    private @Nullable Testimony testimony;
    private Optional<Consistency> consistency = Optional.empty();
    private Optional<Long> extended = Optional.empty();
    private boolean compared;
    private int records;

    private Verification(InputStream bundle, Trust trust, Optional<Checkpoint> held) {
        this.reader = new BundleReader(bundle);
        this.trust = trust;
        this.held = held;
    }

    /// Checks a bundle.
    ///
    /// @param bundle its bytes, which are read once
    /// @param trust whom the reader believes
    /// @param held a checkpoint of the log that the reader got earlier, if there is one
    /// @throws IOException if the bytes cannot be read
    public static Result of(InputStream bundle, Trust trust, Optional<Checkpoint> held)
            throws IOException {
        return new Verification(bundle, trust, held).result();
    }

    /// Reads a checkpoint that a reader holds: a signed note that one of the logs signed.
    ///
    /// @throws Unproven if it is another thing, or none of them signed it
    public static Checkpoint held(byte[] note, Trust trust) throws Unproven {
        return LogProofs.checkpoint(
                LogProofs.note(note, Fault.CONSISTENCY), trust, Fault.CONSISTENCY);
    }

    private Result result() throws IOException {
        Optional<String> record = Optional.empty();
        try {
            for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                record =
                        line.get() instanceof StoredRecord stored
                                ? Optional.of(stored.position())
                                : Optional.empty();
                take(line.get());
            }
            return outcome();
        } catch (BundleException e) {
            return new Broken(Fault.FORMAT, new Place(e.line(), Optional.empty()), text(e));
        } catch (Unproven e) {
            return new Broken(
                    e.fault(), e.place().orElse(new Place(reader.line(), record)), text(e));
        } catch (IllegalArgumentException e) {
            // A value in a form that the model refuses.
            return new Broken(Fault.FORMAT, new Place(reader.line(), record), text(e));
        }
    }

    private void take(Line line) throws Unproven {
        switch (line) {
            case Header opening -> {
                if (!opening.format().equals(Line.FORMAT)) {
                    throw new Unproven(Fault.FORMAT, "expected the format " + Line.FORMAT);
                }
                header = opening;
                testimony = new Testimony(new CoiId(opening.coi()), trust.root(), schemas);
            }
            case Line.Checkpoint note -> proofs = LogProofs.of(header(), note.note(), trust);
            case Consistency proof -> consistency = Optional.of(proof);
            case Line.Entry entry -> proofs().entry(entry);
            case Line.WriterSchema schema -> {
                extended = proofs().extended(consistency, held);
                schemas.add(schema);
            }
            case StoredRecord stored -> {
                records++;
                RawRecord record = RawRecord.of(stored);
                proofs().record(record);
                testimony().add(record, reader.line());
            }
            case DerivedHistory history -> compare(history);
        }
    }

    private void compare(DerivedHistory history) throws Unproven {
        requireAllRecords();
        proofs().requireWhole();
        proofs().requireNoMoreThanNeeded();
        schemas.requireAllUsed();
        testimony().requireWhole();
        compared = header().rules() == History.RULES;
        if (compared) {
            byte[] derived = testimony().history().canonical();
            int differs = Arrays.mismatch(derived, history.canonical());
            if (differs >= 0) {
                throw new Unproven(
                        Fault.HISTORY,
                        "the history is not the one that the records give; it differs from its byte %d on"
                                .formatted(differs));
            }
        }
    }

    /// A history may follow from fewer readings too, so the header says how many there are.
    private void requireAllRecords() throws Unproven {
        if (records != header().records()) {
            throw new Unproven(
                    Fault.FORMAT,
                    "expected the %d records of the header, found %d"
                            .formatted(header().records(), records));
        }
    }

    private Result outcome() {
        var coi = new CoiId(header().coi());
        if (!compared) {
            return new OtherRules(coi, header().rules(), History.RULES);
        }
        Checkpoint checkpoint = proofs().checkpoint();
        return new Holds(
                coi,
                reader.digest(),
                checkpoint.origin() + " at size " + checkpoint.size(),
                testimony().counts(),
                proofs().witnesses(),
                extended);
    }

    private Header header() {
        return Objects.requireNonNull(header, "the reader gives the header first");
    }

    private LogProofs proofs() {
        return Objects.requireNonNull(proofs, "the reader gives the checkpoint second");
    }

    private Testimony testimony() {
        return Objects.requireNonNull(testimony, "the reader gives the header first");
    }

    private static String text(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }
}
