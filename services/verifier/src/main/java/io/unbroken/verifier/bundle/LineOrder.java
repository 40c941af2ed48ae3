package io.unbroken.verifier.bundle;

import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.verifier.bundle.Line.Checkpoint;
import io.unbroken.verifier.bundle.Line.Consistency;
import io.unbroken.verifier.bundle.Line.DerivedHistory;
import io.unbroken.verifier.bundle.Line.Entry;
import io.unbroken.verifier.bundle.Line.Header;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import io.unbroken.verifier.bundle.Line.WriterSchema;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// The one order of a bundle's lines: each line is proved by those before it, and no bundle can be written in two ways.
final class LineOrder {

    private static final Comparator<StoredRecord> POSITIONS =
            Comparator.comparing(StoredRecord::topic)
                    .thenComparingInt(StoredRecord::partition)
                    .thenComparingLong(StoredRecord::offset);

    private @Nullable Line last;

    /// @throws IllegalArgumentException if `line` may not come after the one before
    void next(Line line) {
        Line before = last;
        last = line;
        if (before == null) {
            require(line instanceof Header, "expected the header first");
            return;
        }
        int step = rank(line) - rank(before);
        require(step > 0 || (step == 0 && follows(before, line)), "expected the lines in order");
        switch (line) {
            case Header _ -> throw new IllegalArgumentException("expected one header");
            case Checkpoint _ -> require(before instanceof Header, "expected the header before");
            case Consistency _ ->
                    require(before instanceof Checkpoint, "expected the checkpoint before");
            case Entry _ ->
                    require(
                            before instanceof Checkpoint
                                    || before instanceof Consistency
                                    || before instanceof Entry,
                            "expected the checkpoint before the entries");
            case WriterSchema _ ->
                    require(
                            before instanceof Entry || before instanceof WriterSchema,
                            "expected entries before the schemas");
            case StoredRecord _ ->
                    require(
                            before instanceof WriterSchema || before instanceof StoredRecord,
                            "expected schemas before the records");
            case DerivedHistory _ ->
                    require(before instanceof StoredRecord, "expected records before the history");
        }
    }

    /// Whether the next line can be the history.
    boolean historyMayFollow() {
        return last instanceof StoredRecord;
    }

    /// @throws IllegalArgumentException if a bundle may not end here
    void end() {
        require(last instanceof DerivedHistory, "expected the history before the end");
    }

    private static boolean follows(Line before, Line line) {
        return switch (line) {
            case Entry entry -> before instanceof Entry each && each.index() < entry.index();
            case WriterSchema schema ->
                    before instanceof WriterSchema each && each.id() < schema.id();
            case StoredRecord record ->
                    before instanceof StoredRecord each && POSITIONS.compare(each, record) < 0;
            case Header _, Checkpoint _, Consistency _, DerivedHistory _ -> false;
        };
    }

    private static int rank(Line line) {
        return switch (line) {
            case Header _ -> 0;
            case Checkpoint _ -> 1;
            case Consistency _ -> 2;
            case Entry _ -> 3;
            case WriterSchema _ -> 4;
            case StoredRecord record -> 5 + section(record.topic());
            case DerivedHistory _ -> 9;
        };
    }

    // Keys first, as they say who signed; then the rules of products; then the events, as they say
    // which readings matter.
    private static int section(String topic) {
        if (topic.equals(TopicCatalogue.KEYS.name())) {
            return 0;
        }
        if (topic.equals(TopicCatalogue.PROFILES.name())) {
            return 1;
        }
        if (topic.equals(TopicCatalogue.TELEMETRY.name())) {
            return 3;
        }
        require(
                TopicCatalogue.kind(topic).isPresent(),
                "expected records of keys, profiles, events, readings");
        return 2;
    }

    private static void require(boolean fulfilled, String message) {
        if (!fulfilled) {
            throw new IllegalArgumentException(message);
        }
    }
}
