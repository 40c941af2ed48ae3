package io.unbroken.courier.shipments;

import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.schemas.wire.EventReader;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrySchemas;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShipmentsConfiguration {

    /// Brokers that are away are asked again soon.
    private static final int LONGEST_ANSWER_MILLIS = 5_000;

    @Bean
    Shipments shipments(CaptureProperties properties, Clock clock) {
        return new Shipments(new PartyId(properties.party()), clock);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    ShipmentsFollower shipmentsFollower(
            Shipments shipments,
            RegistrySchemas schemas,
            CaptureProperties properties,
            Clock clock) {
        return new ShipmentsFollower(
                shipments,
                new EventReader(schemas),
                new RegistrationReader(
                        schemas, PublicKeyFile.load(Path.of(properties.trustRoot()))),
                () ->
                        new KafkaConsumer<>(
                                properties
                                        .brokers()
                                        .client(
                                                Map.of(
                                                        ConsumerConfig.CLIENT_ID_CONFIG,
                                                        properties.party() + "-shipments",
                                                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                                        false,
                                                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                                        "earliest",
                                                        ConsumerConfig
                                                                .ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                                        false,
                                                        ConsumerConfig
                                                                .DEFAULT_API_TIMEOUT_MS_CONFIG,
                                                        LONGEST_ANSWER_MILLIS)),
                                new ByteArrayDeserializer(),
                                new ByteArrayDeserializer()),
                clock);
    }
}
