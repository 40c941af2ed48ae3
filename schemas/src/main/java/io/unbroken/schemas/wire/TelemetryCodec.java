package io.unbroken.schemas.wire;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.ClockCheck;
import io.unbroken.custody.sensing.Mark;
import io.unbroken.custody.sensing.MarkedSample;
import io.unbroken.custody.sensing.Reading;
import io.unbroken.custody.sensing.TemperatureUnit;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.codec.ModelCodec;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;

/// Loggers' records and their contract. Times are corrected in the model and by the logger's clock on the wire: what was signed is what
/// the logger said.
final class TelemetryCodec {

    private static final Schema ENVELOPE = SchemaCatalogue.of(TopicCatalogue.TELEMETRY);
    private static final Schema CONTENT = ENVELOPE.getField("content").schema();
    private static final Schema BLOCK = branch("TelemetryBlock");
    private static final Schema MARKED = BLOCK.getField("marked").schema().getElementType();
    private static final ModelCodec<DeviceReport> REPORTS =
            ModelCodec.of(DeviceReport.class, branch("DeviceReport"));
    private static final ConditionCodec CONDITIONS = new ConditionCodec(branch("ConditionBlock"));

    private TelemetryCodec() {}

    private static Schema branch(String name) {
        return CONTENT.getTypes().stream()
                .filter(type -> type.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static GenericRecord encode(LoggerRecord record) {
        var envelope = new GenericData.Record(ENVELOPE);
        envelope.put(
                "content",
                switch (record) {
                    case TelemetryBlock block -> block(block);
                    case DeviceReport report -> REPORTS.encode(report);
                    case ConditionBlock block -> CONDITIONS.encode(block);
                });
        return envelope;
    }

    /// The value of an Avro record.
    ///
    /// @throws IllegalArgumentException if the model refuses it
    static LoggerRecord decode(GenericRecord envelope) {
        var content = (IndexedRecord) envelope.get("content");
        try {
            return switch (content.getSchema().getName()) {
                case "TelemetryBlock" -> block((GenericRecord) content);
                case "ConditionBlock" -> CONDITIONS.decode((GenericRecord) content);
                default -> REPORTS.decode(content);
            };
        } catch (ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("samples: expected times and values in range", e);
        }
    }

    private static GenericRecord block(TelemetryBlock block) {
        var times = new LoggerTimes(block.clock());
        Steps steps =
                Steps.of(
                        block.samples().stream()
                                .map(sample ->
                                        new Steps.Point(
                                                times.byLogger(sample.time()),
                                                sample.temperature().hundredths()))
                                .toList());
        var record = new GenericData.Record(BLOCK);
        record.put("id", block.id().value());
        record.put("logger", block.logger().value());
        record.put("source", symbol(BLOCK, "source", block.source()));
        record.put("start", steps.start());
        record.put("timeSteps", steps.timeSteps());
        record.put("temperatureSteps", steps.valueSteps());
        record.put("marked", block.marked().stream().map(sample -> marked(sample, times)).toList());
        record.put("clock", times.check(BLOCK.getField("clock").schema()));
        record.put("unit", symbol(BLOCK, "unit", block.unit()));
        return record;
    }

    private static GenericRecord marked(MarkedSample sample, LoggerTimes times) {
        var record = new GenericData.Record(MARKED);
        record.put("time", times.millis(sample.time()));
        record.put("reading", sample.reading().text());
        record.put("mark", symbol(MARKED, "mark", sample.mark()));
        return record;
    }

    static GenericData.EnumSymbol symbol(Schema schema, String field, Enum<?> value) {
        return new GenericData.EnumSymbol(schema.getField(field).schema(), value.name());
    }

    private static TelemetryBlock block(GenericRecord record) {
        Optional<ClockCheck> clock = LoggerTimes.check((GenericRecord) record.get("clock"));
        var times = new LoggerTimes(clock);
        List<?> marked = (List<?>) record.get("marked");
        if (marked.size() > TelemetryBlock.MOST_SAMPLES) {
            throw new IllegalArgumentException(
                    "marked: expected at most %d, found %d"
                            .formatted(TelemetryBlock.MOST_SAMPLES, marked.size()));
        }
        List<Sample> samples =
                Steps.points(
                                (Long) record.get("start"),
                                (List<?>) record.get("timeSteps"),
                                (List<?>) record.get("temperatureSteps"),
                                TelemetryBlock.MOST_SAMPLES)
                        .stream()
                        .map(point ->
                                new Sample(
                                        times.corrected(point.time()), new Celsius(point.value())))
                        .toList();
        return new TelemetryBlock(
                new BlockId(record.get("id").toString()),
                new LoggerId(record.get("logger").toString()),
                TelemetryBlock.Source.valueOf(record.get("source").toString()),
                samples,
                marked.stream().map(each -> marked((GenericRecord) each, times)).toList(),
                clock,
                TemperatureUnit.valueOf(record.get("unit").toString()));
    }

    private static MarkedSample marked(GenericRecord record, LoggerTimes times) {
        return new MarkedSample(
                times.corrected((Long) record.get("time")),
                new Reading(record.get("reading").toString()),
                Mark.valueOf(record.get("mark").toString()));
    }
}
