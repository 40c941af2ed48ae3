package io.unbroken.infusion.verdict;

import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.schemas.wire.RegistrySchemas;
import io.unbroken.schemas.wire.StatusReader;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VerdictConfiguration {

    /// Longer than a broker's answer takes, shorter than what counts as silence.
    private static final int LONGEST_ANSWER_MILLIS = 5_000;

    @Bean
    Statuses statuses(Clock clock) {
        return new Statuses(clock);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    StatusFollower statusFollower(
            Statuses statuses, RegistrySchemas schemas, CaptureProperties properties) {
        return new StatusFollower(
                statuses,
                new StatusReader(schemas),
                () ->
                        new KafkaConsumer<>(
                                properties
                                        .brokers()
                                        .client(
                                                Map.of(
                                                        ConsumerConfig.CLIENT_ID_CONFIG,
                                                        properties.party() + "-statuses",
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
                                new ByteArrayDeserializer()));
    }
}
