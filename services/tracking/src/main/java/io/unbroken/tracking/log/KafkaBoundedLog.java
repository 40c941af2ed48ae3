package io.unbroken.tracking.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Reads fixed partitions through a consumer without a group.
///
/// The consumer must have `auto.offset.reset=none`: a position that the log no longer has is an alarm, never a skip.
public final class KafkaBoundedLog implements BoundedLog {

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Set<LogPartition> assigned;
    private final Set<LogPartition> unplaced;
    private final Map<LogPartition, Long> applied = new ConcurrentHashMap<>();
    private volatile Map<LogPartition, Long> ends = Map.of();

    public KafkaBoundedLog(Consumer<byte[], byte[]> consumer, Set<LogPartition> partitions) {
        this.consumer = consumer;
        this.assigned = Set.copyOf(partitions);
        this.unplaced = new HashSet<>(partitions);
        List<TopicPartition> places = places(partitions);
        consumer.assign(places);
        // Without any position the consumer refuses to go on; paused, it reads nothing from this
        // one.
        places.forEach(place -> consumer.seek(place, 0));
        consumer.pause(places);
    }

    @Override
    public void until(Map<LogPartition, Long> bounds) {
        ends = Map.copyOf(bounds);
    }

    @Override
    public Map<LogPartition, Long> applied() {
        return Map.copyOf(applied);
    }

    @Override
    public List<LogRecord> poll(Duration atMost) {
        Map<LogPartition, Long> bounds = ends;
        for (LogPartition partition : assigned) {
            TopicPartition place = place(partition);
            boolean more =
                    !unplaced.contains(partition)
                            && consumer.position(place) < bounds.getOrDefault(partition, 0L);
            if (more) {
                consumer.resume(List.of(place));
            } else {
                consumer.pause(List.of(place));
            }
        }
        var records = new ArrayList<LogRecord>();
        for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(atMost)) {
            var partition = new LogPartition(consumed.topic(), consumed.partition());
            long end = bounds.getOrDefault(partition, 0L);
            if (consumed.offset() < end) {
                records.add(KafkaLogReader.read(consumed));
            } else {
                consumer.seek(place(partition), end);
            }
        }
        return records;
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
        return assigned;
    }

    @Override
    public Set<LogPartition> unplaced() {
        return Set.copyOf(unplaced);
    }

    @Override
    public void place(LogPartition partition, long next) {
        consumer.seek(place(partition), next);
        unplaced.remove(partition);
    }

    @Override
    public void displace(Collection<LogPartition> partitions) {
        consumer.pause(places(partitions));
        unplaced.addAll(partitions);
    }

    @Override
    public void reached(Map<LogPartition, Long> next) {
        applied.putAll(next);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(LONGEST_CLOSE));
    }

    private static List<TopicPartition> places(Collection<LogPartition> partitions) {
        return partitions.stream().map(KafkaBoundedLog::place).collect(Collectors.toList());
    }

    private static TopicPartition place(LogPartition partition) {
        return new TopicPartition(partition.topic(), partition.partition());
    }
}
