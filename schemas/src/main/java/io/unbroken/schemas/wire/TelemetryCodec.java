package io.unbroken.schemas.wire;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.codec.ModelCodec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;

/// Loggers' records and their contract. Samples become differences, one byte each when a logger is regular and its
/// temperature slow, and remain integers that any Avro tool reads.
final class TelemetryCodec {

    private static final Schema ENVELOPE = SchemaCatalogue.of(TopicCatalogue.TELEMETRY);
    private static final Schema CONTENT = ENVELOPE.getField("content").schema();
    private static final Schema BLOCK = branch("TelemetryBlock");
    private static final ModelCodec<DeviceReport> REPORTS =
            ModelCodec.of(DeviceReport.class, branch("DeviceReport"));

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
                });
        return envelope;
    }

    /// The value of an Avro record.
    ///
    /// @throws IllegalArgumentException if the model refuses it
    static LoggerRecord decode(GenericRecord envelope) {
        var content = (IndexedRecord) envelope.get("content");
        try {
            return content.getSchema().getName().equals(BLOCK.getName())
                    ? block((GenericRecord) content)
                    : REPORTS.decode(content);
        } catch (ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("samples: expected times and values in range", e);
        }
    }

    private static GenericRecord block(TelemetryBlock block) {
        List<Sample> samples = block.samples();
        var timeSteps = new ArrayList<Long>(samples.size());
        var temperatureSteps = new ArrayList<Integer>(samples.size());
        long time = samples.getFirst().time().toEpochMilli();
        long distance = 0;
        int temperature = 0;
        for (Sample sample : samples) {
            if (!temperatureSteps.isEmpty()) {
                long next = sample.time().toEpochMilli() - time;
                timeSteps.add(next - distance);
                distance = next;
                time = sample.time().toEpochMilli();
            }
            temperatureSteps.add(sample.temperature().hundredths() - temperature);
            temperature = sample.temperature().hundredths();
        }
        var record = new GenericData.Record(BLOCK);
        record.put("id", block.id().value());
        record.put("logger", block.logger().value());
        record.put(
                "source",
                new GenericData.EnumSymbol(
                        BLOCK.getField("source").schema(), block.source().name()));
        record.put("start", samples.getFirst().time().toEpochMilli());
        record.put("timeSteps", timeSteps);
        record.put("temperatureSteps", temperatureSteps);
        return record;
    }

    private static TelemetryBlock block(GenericRecord record) {
        List<?> timeSteps = (List<?>) record.get("timeSteps");
        List<?> temperatureSteps = (List<?>) record.get("temperatureSteps");
        int count = temperatureSteps.size();
        if (count == 0 || count > TelemetryBlock.MOST_SAMPLES || timeSteps.size() != count - 1) {
            throw new IllegalArgumentException(
                    "samples: expected 1 to %d temperatures and one time step less, found %d and %d"
                            .formatted(TelemetryBlock.MOST_SAMPLES, count, timeSteps.size()));
        }
        var samples = new ArrayList<Sample>(count);
        long time = (Long) record.get("start");
        long distance = 0;
        int temperature = 0;
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                distance = Math.addExact(distance, (Long) timeSteps.get(i - 1));
                time = Math.addExact(time, requireForward(distance));
            }
            temperature = Math.addExact(temperature, (Integer) temperatureSteps.get(i));
            samples.add(new Sample(Instant.ofEpochMilli(time), new Celsius(temperature)));
        }
        return new TelemetryBlock(
                new BlockId(record.get("id").toString()),
                new LoggerId(record.get("logger").toString()),
                TelemetryBlock.Source.valueOf(record.get("source").toString()),
                samples);
    }

    private static long requireForward(long distance) {
        if (distance < 0) {
            throw new IllegalArgumentException("samples: expected times that do not go back");
        }
        return distance;
    }
}
