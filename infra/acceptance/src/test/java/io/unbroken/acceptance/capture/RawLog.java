package io.unbroken.acceptance.capture;

import io.unbroken.schemas.catalogue.Brokers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads topics whole, as bytes.
final class RawLog {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Brokers brokers;

    RawLog(Brokers brokers) {
        this.brokers = brokers;
    }

    /// Every record that a topic has now, each partition in its order.
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (var consumer = consumer()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (end.entrySet().stream()
                    .anyMatch(each -> consumer.position(each.getKey()) < each.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
            return records;
        }
    }

    /// All topics, also the broker's own.
    List<String> topics() {
        try (var consumer = consumer()) {
            return List.copyOf(consumer.listTopics().keySet());
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                brokers.client(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
