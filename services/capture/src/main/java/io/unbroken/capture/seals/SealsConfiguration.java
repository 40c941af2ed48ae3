package io.unbroken.capture.seals;

import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.seals.Seals;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SealsConfiguration {

    /// A question to brokers that are away fails soon, and is asked again.
    private static final int LONGEST_ANSWER_MILLIS = 3_000;

    @Bean
    Seals seals(CaptureProperties properties) {
        return new Seals(VerifierKey.parse(properties.logKey()));
    }

    @Bean
    SealsFollower sealsFollower(Seals seals, CaptureProperties properties) {
        return new SealsFollower(
                seals,
                () ->
                        new KafkaConsumer<>(
                                properties
                                        .brokers()
                                        .client(
                                                Map.of(
                                                        ConsumerConfig.CLIENT_ID_CONFIG,
                                                        properties.party() + "-seals",
                                                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                                        false,
                                                        // Where the log lost its end, what is left
                                                        // is read again.
                                                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                                        "earliest",
                                                        ConsumerConfig
                                                                .ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                                        false,
                                                        ConsumerConfig
                                                                .DEFAULT_API_TIMEOUT_MS_CONFIG,
                                                        LONGEST_ANSWER_MILLIS)),
                                new ByteArrayDeserializer(),
                                new ByteArrayDeserializer()));
    }
}
