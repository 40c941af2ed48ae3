package io.unbroken.platform.provisioning;

import io.unbroken.schemas.catalogue.Brokers;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.SealedRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A topic of one partition that holds what was decided rather than what happened: keys, profiles. Few write to it, and whoever does
/// has read all of it.
final class StatementTopic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    /// An administrator waits no longer for brokers that are away.
    private static final int LIMIT_MILLIS = 10_000;

    private final Brokers brokers;
    private final TopicPartition partition;
    private final KafkaProducer<byte[], byte[]> producer;

    StatementTopic(Brokers brokers, Topic topic) {
        this.brokers = brokers;
        this.partition = new TopicPartition(topic.name(), 0);
        this.producer =
                new KafkaProducer<>(
                        brokers.client(
                                Map.of(
                                        "acks",
                                        "all",
                                        "linger.ms",
                                        0,
                                        "max.block.ms",
                                        LIMIT_MILLIS,
                                        "delivery.timeout.ms",
                                        LIMIT_MILLIS,
                                        "request.timeout.ms",
                                        LIMIT_MILLIS / 2)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /// Hands over each record up to the topic's end of now.
    ///
    /// @throws org.apache.kafka.common.KafkaException if the brokers do not answer
    void read(Consumer<LogRecord> taker) {
        try (var consumer =
                new KafkaConsumer<>(
                        brokers.client(
                                Map.of(
                                        "auto.offset.reset",
                                        "earliest",
                                        "allow.auto.create.topics",
                                        false,
                                        "default.api.timeout.ms",
                                        LIMIT_MILLIS)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var only = List.of(partition);
            consumer.assign(only);
            consumer.seekToBeginning(only);
            long end = Objects.requireNonNull(consumer.endOffsets(only).get(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(POLL).forEach(record -> taker.accept(LogRecord.of(record)));
            }
        }
    }

    /// Returns when all in-sync replicas have the record.
    ///
    /// @throws ExecutionException if the brokers do not have it for sure
    void append(SealedRecord record) throws ExecutionException, InterruptedException {
        producer.send(record.record()).get();
    }

    @Override
    public void close() {
        producer.close(Duration.ofMillis(LIMIT_MILLIS));
    }
}
