package io.unbroken.tracking;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.unbroken.schemas.catalogue.Brokers;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.tracking.log.KafkaLogReader;
import io.unbroken.tracking.log.LogReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Makes the Kafka clients, each with the settings that its work needs.
final class KafkaClients implements AutoCloseable {

    private static final String GROUP = "tracking";
    private static final String ALERTS_GROUP = "tracking-alerts";

    /// Each may be of another journey, that is read and looked at: some seconds, far below the poll interval.
    private static final int MOST_STATUSES = 500;

    /// A batch: so many that a journey with a backlog is derived once for many of its events, few enough that a batch is done
    /// well within the poll interval (5 minutes) also if each is of another journey.
    private static final int MOST_RECORDS = 1_000;

    /// Topics that are created after us are found within this time.
    private static final int METADATA_AGE_MILLIS = 10_000;

    /// Brokers that come back are found within this time.
    private static final int LONGEST_RECONNECT_MILLIS = 1_000;

    /// The recorder tries again by itself, and wants to say so.
    private static final int DELIVERY_TIMEOUT_MILLIS = 10_000;

    private static final int REQUEST_TIMEOUT_MILLIS = 5_000;

    /// A question to brokers that are away fails soon, and is asked again.
    private static final int ANSWER_TIMEOUT_MILLIS = 5_000;

    /// After a kill the partitions have no owner for this long; a healthy thread sends three heartbeats in it.
    private static final int SESSION_TIMEOUT_MILLIS = 9_000;

    private static final int HEARTBEAT_MILLIS = 3_000;

    /// Statuses that are not sent by then are published again after the next start.
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final Brokers brokers;
    private final MeterRegistry meters;
    private final AtomicInteger readers = new AtomicInteger();
    private final Producer<byte[], byte[]> producer;

    KafkaClients(Brokers brokers, MeterRegistry meters) {
        this.brokers = brokers;
        this.meters = meters;
        this.producer = newProducer();
    }

    /// The reader of one recorder's thread.
    LogReader reader() {
        String client = "tracking-" + readers.getAndIncrement();
        Map<String, Object> settings = consumerSettings(client);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        // One thread owns partition p of each topic: the events of a journey meet in one place.
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        var consumer = new KafkaConsumer<byte[], byte[]>(settings);
        new KafkaClientMetrics(consumer).bindTo(meters);
        var reader = new KafkaLogReader(consumer, topics());
        meters.gauge("unbroken.log.lag", Tags.of("client", client), reader, KafkaLogReader::lag);
        return reader;
    }

    /// A consumer of the topic of keys, without a group.
    Consumer<byte[], byte[]> statements() {
        return new KafkaConsumer<>(consumerSettings("tracking-statements"));
    }

    /// A consumer of statuses, of which each instance takes some. Where the group has never been it begins at the first.
    Consumer<byte[], byte[]> alerts() {
        Map<String, Object> settings = consumerSettings("tracking-alerts");
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, ALERTS_GROUP);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_STATUSES);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(settings);
    }

    /// A consumer of stored bytes as they are, without a group.
    Consumer<byte[], byte[]> stored(String client) {
        Map<String, Object> settings = consumerSettings(client);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        return new KafkaConsumer<>(settings);
    }

    Producer<byte[], byte[]> producer() {
        return producer;
    }

    @Override
    public void close() {
        producer.close(LONGEST_CLOSE);
    }

    private Producer<byte[], byte[]> newProducer() {
        return new KafkaProducer<>(
                brokers.client(
                        Map.of(
                                CommonClientConfigs.CLIENT_ID_CONFIG,
                                "tracking-status",
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                true,
                                ProducerConfig.LINGER_MS_CONFIG,
                                0,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                DELIVERY_TIMEOUT_MILLIS,
                                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                REQUEST_TIMEOUT_MILLIS,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                (long) DELIVERY_TIMEOUT_MILLIS,
                                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                                ByteArraySerializer.class,
                                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                                ByteArraySerializer.class)));
    }

    private Map<String, Object> consumerSettings(String client) {
        var settings = new HashMap<>(brokers.client());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, client);
        settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MILLIS);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, LONGEST_RECONNECT_MILLIS);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_TIMEOUT_MILLIS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A place that the log no longer has is an alarm, never a skip.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    private static List<String> topics() {
        return Stream.of(
                        TopicCatalogue.COLLECTION_EVENTS,
                        TopicCatalogue.COURIER_EVENTS,
                        TopicCatalogue.MANUFACTURING_EVENTS,
                        TopicCatalogue.INFUSION_EVENTS,
                        TopicCatalogue.TELEMETRY)
                .map(topic -> topic.name())
                .toList();
    }
}
