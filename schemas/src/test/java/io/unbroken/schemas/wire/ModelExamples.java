package io.unbroken.schemas.wire;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.loggerfile.DeviceResults;
import io.unbroken.custody.profile.ProfileEdition;
import io.unbroken.custody.sensing.ClockCheck;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.codec.ModelCodec;
import io.unbroken.schemas.keys.KeyChange;
import io.unbroken.schemas.testing.ModelValues;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.avro.generic.GenericRecord;

/// One example of each kind of value of a subject, and the way between its records and the model.
///
/// @param values the examples by name
/// @param toModel the value of a record
/// @param toRecord the record of a value
record ModelExamples(
        Map<String, Object> values,
        Function<GenericRecord, Object> toModel,
        Function<Object, GenericRecord> toRecord) {

    private static final long SEED = 2026;

    Object model(GenericRecord record) {
        return toModel.apply(record);
    }

    GenericRecord record(Object model) {
        return toRecord.apply(model);
    }

    static ModelExamples of(String subject) {
        String topic = subject.substring(0, subject.length() - "-value".length());
        Optional<PartyKind> kind = TopicCatalogue.kind(topic);
        if (kind.isPresent()) {
            return events(kind.get(), subject);
        }
        var random = new ModelValues(SEED);
        if (topic.equals(TopicCatalogue.TELEMETRY.name())) {
            return new ModelExamples(
                    Map.of(
                            "TelemetryBlock", block(),
                            "DeviceReport", report(),
                            "ConditionBlock", conditions(random)),
                    TelemetryCodec::decode,
                    model -> TelemetryCodec.encode((LoggerRecord) model));
        }
        if (topic.equals(TopicCatalogue.PROFILES.name())) {
            return plain(ProfileEdition.class, subject, random.value(ProfileEdition.class));
        }
        return topic.equals(TopicCatalogue.KEYS.name())
                ? keys(random)
                : plain(JourneyStatus.class, subject, random.value(JourneyStatus.class));
    }

    private static ModelExamples events(PartyKind kind, String subject) {
        var examples = new TreeMap<String, Object>();
        for (Class<? extends Fact> type : ModelValues.facts()) {
            var random = new ModelValues(SEED);
            Event event = random.event(random.value(type));
            if (event.fact().statedBy().contains(kind)) {
                examples.put(type.getSimpleName(), event);
            }
        }
        return through(Event.class, subject, examples);
    }

    private static ModelExamples keys(ModelValues random) {
        var registration = random.registration();
        var examples = new TreeMap<String, Object>();
        examples.put("KeyRegistration", new KeyStatementCodec.Said(registration, Optional.empty()));
        for (KeyChange change : random.changes()) {
            examples.put(
                    change.getClass().getSimpleName(),
                    new KeyStatementCodec.Said(registration, Optional.of(change)));
        }
        return new ModelExamples(
                examples,
                KeyStatementCodec::decode,
                model -> KeyStatementCodec.encode((KeyStatementCodec.Said) model));
    }

    private static <T> ModelExamples plain(Class<T> type, String subject, T example) {
        return through(type, subject, Map.of(type.getSimpleName(), example));
    }

    private static <T> ModelExamples through(
            Class<T> type, String subject, Map<String, Object> examples) {
        ModelCodec<T> codec = ModelCodec.of(type, SchemaCatalogue.current(subject));
        return new ModelExamples(examples, codec::decode, model -> codec.encode(type.cast(model)));
    }

    /// A block that has samples, marked ones, and a clock that was wrong.
    private static TelemetryBlock block() {
        return LongStream.iterate(SEED, seed -> seed + 1)
                .mapToObj(seed -> new ModelValues(seed).value(TelemetryBlock.class))
                .filter(block ->
                        !block.samples().isEmpty()
                                && !block.marked().isEmpty()
                                && block.clock().flatMap(ClockCheck::loggerClock).isPresent())
                .findFirst()
                .orElseThrow();
    }

    /// A block that has a condition of each kind.
    private static ConditionBlock conditions(ModelValues random) {
        List<Condition> each =
                Arrays.stream(Condition.class.getPermittedSubclasses())
                        .map(type -> (Condition) random.value(type))
                        .toList();
        return new ConditionBlock(
                random.value(BlockId.class),
                random.value(LoggerId.class),
                TelemetryBlock.Source.LIVE,
                each,
                Optional.of(random.value(ClockCheck.class)));
    }

    /// A report that has results: an absent one shows nothing of its form.
    private static DeviceReport report() {
        return LongStream.iterate(SEED, seed -> seed + 1)
                .mapToObj(seed -> new ModelValues(seed).value(DeviceReport.class))
                .filter(report -> report.results().flatMap(DeviceResults::max).isPresent())
                .findFirst()
                .orElseThrow();
    }
}
