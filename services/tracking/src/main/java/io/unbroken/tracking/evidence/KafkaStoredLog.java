package io.unbroken.tracking.evidence;

import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Reads records from the brokers, each time with a consumer of its own.
public final class KafkaStoredLog implements StoredLog {

    /// Brokers that give nothing for so many polls are away.
    private static final int MOST_EMPTY_POLLS = 25;

    private static final Duration LONGEST_POLL = Duration.ofMillis(200);

    private final Supplier<Consumer<byte[], byte[]>> consumers;

    /// @param consumers makes a consumer without a group
    public KafkaStoredLog(Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    @Override
    public List<LogRecord> read(
            LogPartition partition, long first, long end, Predicate<LogRecord> wanted) {
        List<LogRecord> found = new ArrayList<>();
        if (first >= end) {
            return found;
        }
        var assigned = new TopicPartition(partition.topic(), partition.partition());
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            consumer.assign(List.of(assigned));
            consumer.seek(assigned, first);
            int empty = 0;
            while (consumer.position(assigned) < end) {
                var polled = consumer.poll(LONGEST_POLL);
                empty = polled.isEmpty() ? empty + 1 : 0;
                if (empty > MOST_EMPTY_POLLS) {
                    throw new TimeoutException("the brokers gave no records of " + partition);
                }
                polled.records(assigned).stream()
                        .filter(record -> record.offset() < end)
                        .map(record -> of(partition, record))
                        .filter(wanted)
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static LogRecord of(LogPartition partition, ConsumerRecord<byte[], byte[]> record) {
        return new LogRecord(
                new LogPosition(partition, record.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                bytes(record.key()),
                bytes(record.value()),
                StreamSupport.stream(record.headers().spliterator(), false)
                        .map(header -> new LogHeader(header.key(), bytes(header.value())))
                        .toList());
    }

    private static Optional<Bytes> bytes(byte @Nullable [] array) {
        return Optional.ofNullable(array).map(Bytes::of);
    }
}
