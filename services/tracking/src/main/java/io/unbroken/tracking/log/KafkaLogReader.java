package io.unbroken.tracking.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// Reads the log through a consumer of the group, with offsets from elsewhere.
///
/// The consumer must have `auto.offset.reset=none`: a position that the log no longer has is an alarm, never a skip.
public final class KafkaLogReader implements LogReader {

    /// Long enough to leave the group in order, short enough for a container's grace period.
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Set<TopicPartition> unplaced = new HashSet<>();
    private volatile long lag;

    public KafkaLogReader(Consumer<byte[], byte[]> consumer, Collection<String> topics) {
        this.consumer = consumer;
        consumer.subscribe(topics, new Ownership());
    }

    @Override
    public List<LogRecord> poll(Duration atMost) {
        Set<TopicPartition> placed = new HashSet<>(consumer.assignment());
        placed.removeAll(unplaced);
        consumer.resume(placed);
        var records = new ArrayList<LogRecord>();
        for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(atMost)) {
            records.add(read(consumed));
        }
        lag =
                consumer.assignment().stream()
                        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                        .sum();
        return records;
    }

    /// Records that the owned partitions have beyond what was read, as far as is known. Safe for all threads.
    public long lag() {
        return lag;
    }

    @Override
    public void rest(Duration time) {
        consumer.pause(consumer.assignment());
        if (!consumer.poll(time).isEmpty()) {
            throw new IllegalStateException("expected no records from paused partitions");
        }
    }

    @Override
    public Set<LogPartition> assigned() {
        return partitions(consumer.assignment());
    }

    @Override
    public Set<LogPartition> unplaced() {
        return partitions(unplaced);
    }

    @Override
    public void place(LogPartition partition, long next) {
        var place = new TopicPartition(partition.topic(), partition.partition());
        consumer.seek(place, next);
        unplaced.remove(place);
    }

    @Override
    public void displace(Collection<LogPartition> partitions) {
        Set<TopicPartition> still = new HashSet<>(consumer.assignment());
        still.retainAll(
                partitions.stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .collect(Collectors.toSet()));
        consumer.pause(still);
        unplaced.addAll(still);
    }

    @Override
    public void reached(Map<LogPartition, Long> next) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        next.forEach((partition, offset) ->
                offsets.put(
                        new TopicPartition(partition.topic(), partition.partition()),
                        new OffsetAndMetadata(offset)));
        consumer.commitAsync(offsets, (_, _) -> {});
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(LONGEST_CLOSE));
    }

    private static Set<LogPartition> partitions(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .map(p -> new LogPartition(p.topic(), p.partition()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// A record as it came from a consumer.
    public static LogRecord read(ConsumerRecord<byte[], byte[]> consumed) {
        return new LogRecord(
                new LogPosition(
                        new LogPartition(consumed.topic(), consumed.partition()),
                        consumed.offset()),
                Instant.ofEpochMilli(consumed.timestamp()),
                Optional.ofNullable(consumed.key()).map(Bytes::of),
                Optional.ofNullable(consumed.value()).map(Bytes::of),
                Arrays.stream(consumed.headers().toArray())
                        .map(h ->
                                new LogHeader(
                                        h.key(), Optional.ofNullable(h.value()).map(Bytes::of)))
                        .toList());
    }

    private final class Ownership implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            unplaced.addAll(partitions);
            // Without any position the consumer refuses to go on; paused, it reads nothing from
            // this one.
            partitions.forEach(partition -> consumer.seek(partition, 0));
            consumer.pause(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            unplaced.removeAll(partitions);
        }
    }
}
