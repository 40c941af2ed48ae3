package io.unbroken.schemas.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// A record as the log holds it: fresh from a consumer, or kept in quarantine and tried again.
///
/// @param topic the topic's name
/// @param recordTime when the log had it (`LogAppendTime`); what a revoked key signed is judged by it
/// @param key the Kafka key's bytes
/// @param value the value's bytes
/// @param headers all headers
@SuppressWarnings(
        "ArrayRecordComponent") // Compared by no one; copying each payload would cost more than it
// protects.
public record LogRecord(
        String topic,
        Instant recordTime,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers) {

    public static LogRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new LogRecord(
                record.topic(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                record.value(),
                record.headers());
    }

    /// Whether the Kafka key is this text.
    boolean hasKey(String text) {
        return Arrays.equals(key, text.getBytes(StandardCharsets.UTF_8));
    }

    /// The text of a header, the last one of that name; empty if there is none.
    public Optional<String> header(String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
