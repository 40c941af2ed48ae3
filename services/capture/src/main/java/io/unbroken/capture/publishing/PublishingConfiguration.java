package io.unbroken.capture.publishing;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.keysafe.KeySafe;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.schemas.keys.Signer;
import io.unbroken.schemas.wire.EventContents;
import io.unbroken.schemas.wire.EventWriter;
import io.unbroken.schemas.wire.ProfileWriter;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrySchemas;
import io.unbroken.schemas.wire.TelemetryWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PublishingConfiguration {

    /// A request waits no longer than this in sum; a device keeps what it sent and sends it again.
    private static final int LONGEST_BLOCK_MILLIS = 2_000;

    /// As long as a person at a scanner waits for an answer.
    private static final Duration LONGEST_SEND = Duration.ofSeconds(4);

    /// Twenty-four days: what became of a record is to be known before anything follows it in its chain.
    private static final int LONGEST_DELIVERY_MILLIS = Integer.MAX_VALUE;

    private static final int LONGEST_ANSWER_MILLIS = 3_000;
    private static final int LONGEST_REQUEST_MILLIS = 1_500;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Signer signingKey(CaptureProperties properties) {
        return KeySafe.open(properties.keyFile());
    }

    @Bean
    SchemaRegistryClient registry(CaptureProperties properties) {
        return RegistrySchemas.client(
                properties.registry(),
                Map.of("http.connect.timeout.ms", "2000", "http.read.timeout.ms", "2000"));
    }

    @Bean
    RegistrySchemas schemas(SchemaRegistryClient registry) {
        return new RegistrySchemas(registry);
    }

    @Bean
    KeysOnLog keysOnLog(CaptureProperties properties, RegistrySchemas schemas) {
        return new KeysOnLog(
                consumers(properties),
                new RegistrationReader(
                        schemas, PublicKeyFile.load(Path.of(properties.trustRoot()))));
    }

    @Bean
    OwnRegistration ownRegistration(CaptureProperties properties, KeysOnLog keys, Signer key) {
        return new OwnRegistration(keys, new PartyId(properties.party()), key.id());
    }

    @Bean
    Publisher publisher(
            CaptureProperties properties,
            SchemaRegistryClient registry,
            RegistrySchemas schemas,
            KeysOnLog keys,
            Signer key,
            Clock clock) {
        var party = new PartyId(properties.party());
        return new Publisher(
                properties.kind(),
                new EventWriter(registry, key, party, properties.kind()),
                new TelemetryWriter(registry, key, party),
                new ProfileWriter(registry, key, party),
                key,
                new OwnLog(consumers(properties), schemas, party, key.publicKey(), keys::read),
                new EventContents(TopicCatalogue.events(properties.kind()), schemas),
                () ->
                        new KafkaProducer<>(
                                producer(properties),
                                new ByteArraySerializer(),
                                new ByteArraySerializer()),
                clock,
                LONGEST_SEND);
    }

    private static Map<String, Object> producer(CaptureProperties properties) {
        return properties
                .brokers()
                .client(
                        Map.of(
                                ProducerConfig.CLIENT_ID_CONFIG,
                                properties.party(),
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                true,
                                // Kafka 4's default of 5 ms would cost each scan 5 ms.
                                ProducerConfig.LINGER_MS_CONFIG,
                                0,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                LONGEST_BLOCK_MILLIS,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                LONGEST_DELIVERY_MILLIS,
                                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                LONGEST_REQUEST_MILLIS));
    }

    private static Supplier<Consumer<byte[], byte[]>> consumers(CaptureProperties properties) {
        return () ->
                new KafkaConsumer<>(
                        properties
                                .brokers()
                                .client(
                                        Map.of(
                                                ConsumerConfig.CLIENT_ID_CONFIG,
                                                properties.party() + "-own-log",
                                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                                false,
                                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                                "earliest",
                                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                                false,
                                                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                                LONGEST_ANSWER_MILLIS)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
    }
}
