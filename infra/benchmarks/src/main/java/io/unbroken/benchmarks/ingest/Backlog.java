package io.unbroken.benchmarks.ingest;

import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.tracking.log.KafkaLogReader;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Authenticator.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/// The records that some topics have, read and verified with nothing around it: two of the limits of any recorder.
public final class Backlog {

    private static final Duration LONGEST_POLL = Duration.ofMillis(200);

    private final Stand stand;
    private final List<String> topics;

    public Backlog(Stand stand, List<String> topics) {
        this.stand = stand;
        this.topics = topics;
    }

    /// How many records there are.
    public long count() {
        try (var consumer = stand.consumer(Map.of())) {
            return consumer.endOffsets(partitions(consumer::partitionsFor)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /// Polls all of them.
    ///
    /// @return seconds
    public double poll() {
        long count = count();
        try (var consumer = stand.consumer(Map.of())) {
            List<TopicPartition> partitions = partitions(consumer::partitionsFor);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long seen = 0;
            long began = System.nanoTime();
            while (seen < count) {
                seen += consumer.poll(LONGEST_POLL).count();
            }
            return (System.nanoTime() - began) / 1e9;
        }
    }

    /// All of them, as tracking has them.
    public List<LogRecord> records() {
        long count = count();
        var records = new ArrayList<LogRecord>();
        try (var consumer = stand.consumer(Map.of())) {
            List<TopicPartition> partitions = partitions(consumer::partitionsFor);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (records.size() < count) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LONGEST_POLL)) {
                    records.add(KafkaLogReader.read(record));
                }
            }
        }
        return records;
    }

    /// Authenticates records, each once.
    ///
    /// @return seconds
    public static double verify(
            Collection<LogRecord> records, Function<LogRecord, Outcome<?>> authenticator) {
        long began = System.nanoTime();
        for (LogRecord record : records) {
            if (authenticator.apply(record)
                    instanceof Authenticator.Unreadable<?>(var reason, _, _)) {
                throw new IllegalStateException("expected good records only, found " + reason);
            }
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private List<TopicPartition> partitions(Function<String, List<PartitionInfo>> of) {
        return topics.stream()
                .flatMap(topic -> of.apply(topic).stream())
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }
}
