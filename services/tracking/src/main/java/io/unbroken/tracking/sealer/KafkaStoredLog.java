package io.unbroken.tracking.sealer;

import io.unbroken.tracking.log.KafkaLogReader;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/// Reads all partitions of some topics through a consumer without a group.
///
/// The consumer must have `auto.offset.reset=none`: a position that the log no longer has is an alarm, never a skip.
public final class KafkaStoredLog implements StoredLog {

    /// It has nothing to hand over.
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Collection<String> topics;
    private final Set<TopicPartition> placed = new HashSet<>();

    public KafkaStoredLog(Consumer<byte[], byte[]> consumer, Collection<String> topics) {
        this.consumer = consumer;
        this.topics = List.copyOf(topics);
    }

    /// Asks the brokers each time: there may be more partitions than before.
    @Override
    public Set<LogPartition> partitions() {
        var partitions = new HashSet<LogPartition>();
        for (String topic : topics) {
            List<PartitionInfo> found = consumer.partitionsFor(topic);
            if (found == null || found.isEmpty()) {
                throw new KafkaException("the brokers do not know the topic " + topic + " (yet)");
            }
            found.forEach(info -> partitions.add(new LogPartition(info.topic(), info.partition())));
        }
        return partitions;
    }

    @Override
    public void place(LogPartition partition, long next) {
        TopicPartition place = topicPartition(partition);
        placed.add(place);
        consumer.assign(placed);
        consumer.seek(place, next);
    }

    @Override
    public List<LogRecord> poll(Duration atMost, Set<LogPartition> resting) {
        Set<TopicPartition> paused =
                resting.stream()
                        .map(KafkaStoredLog::topicPartition)
                        .collect(Collectors.toUnmodifiableSet());
        consumer.resume(consumer.paused());
        consumer.pause(paused);
        try {
            var records = new ArrayList<LogRecord>();
            for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(atMost)) {
                records.add(KafkaLogReader.read(consumed));
            }
            return records;
        } catch (OffsetOutOfRangeException gone) {
            throw new Disagreement(
                    "the log does not have the offsets "
                            + gone.offsetOutOfRangePartitions()
                            + ": records were deleted, or the log lost its end",
                    gone);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(LONGEST_CLOSE));
    }

    private static TopicPartition topicPartition(LogPartition partition) {
        return new TopicPartition(partition.topic(), partition.partition());
    }
}
