package io.unbroken.tracking.log;

import io.unbroken.verifier.bundle.Line.StoredRecord;
import java.time.Instant;
import java.util.Base64;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// The records of the verifier's worlds, as tracking has them.
public final class LogRecords {

    private LogRecords() {}

    /// One record of the event and telemetry topics.
    public static LogRecord of(StoredRecord record) {
        return new LogRecord(
                new LogPosition(
                        new LogPartition(record.topic(), record.partition()), record.offset()),
                Instant.ofEpochMilli(record.time()),
                record.key().map(LogRecords::decoded),
                record.value().map(LogRecords::decoded),
                record.headers().stream()
                        .map(header ->
                                new LogHeader(
                                        header.name(), header.value().map(LogRecords::decoded)))
                        .toList());
    }

    /// One record of the topic of keys.
    public static io.unbroken.schemas.wire.LogRecord wire(StoredRecord stored) {
        LogRecord record = of(stored);
        var headers = new RecordHeaders();
        record.headers()
                .forEach(
                        header -> headers.add(header.name(), header.value().orElseThrow().array()));
        return new io.unbroken.schemas.wire.LogRecord(
                stored.topic(),
                record.recordTime(),
                record.key().orElseThrow().array(),
                record.value().orElseThrow().array(),
                headers);
    }

    /// The same content in another place.
    public static LogRecord at(LogPosition position, LogRecord record) {
        return new LogRecord(
                position, record.recordTime(), record.key(), record.value(), record.headers());
    }

    private static Bytes decoded(String base64) {
        return Bytes.of(Base64.getDecoder().decode(base64));
    }
}
