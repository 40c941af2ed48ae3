package io.unbroken.tracking.audit;

import io.unbroken.tracking.log.KafkaLogReader;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/// Reads through a consumer without a group.
public final class KafkaAuditedLog implements AuditedLog {

    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;

    public KafkaAuditedLog(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    @Override
    public Map<LogPartition, Long> ends(List<String> topics) {
        List<TopicPartition> partitions =
                topics.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        var ends = new HashMap<LogPartition, Long>();
        consumer.endOffsets(partitions)
                .forEach((partition, end) ->
                        ends.put(new LogPartition(partition.topic(), partition.partition()), end));
        return ends;
    }

    @Override
    public void read(Map<LogPartition, Long> ends, Consumer<LogRecord> each) {
        Set<TopicPartition> waiting = new HashSet<>();
        ends.forEach((partition, end) -> {
            if (end > 0) {
                waiting.add(new TopicPartition(partition.topic(), partition.partition()));
            }
        });
        consumer.assign(waiting);
        consumer.seekToBeginning(waiting);
        while (!waiting.isEmpty()) {
            consumer.poll(LONGEST_POLL)
                    .forEach(consumed -> {
                        var partition = new LogPartition(consumed.topic(), consumed.partition());
                        if (consumed.offset() < ends.getOrDefault(partition, 0L)) {
                            each.accept(KafkaLogReader.read(consumed));
                        }
                    });
            Set<TopicPartition> done = new HashSet<>();
            for (TopicPartition place : waiting) {
                var partition = new LogPartition(place.topic(), place.partition());
                if (consumer.position(place) >= ends.getOrDefault(partition, 0L)) {
                    done.add(place);
                }
            }
            consumer.pause(done);
            waiting.removeAll(done);
        }
    }
}
