package io.unbroken.capture.health;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.unbroken.capture.publishing.LogUnavailable;
import io.unbroken.capture.publishing.OwnRegistration;
import io.unbroken.capture.publishing.Publisher;
import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.schemas.wire.RegistryUnavailable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Ready means: an event that comes now can be encoded, signed by a registered key, and sent.
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    private static final int LONGEST_ANSWER_MILLIS = 2_000;

    @Bean(destroyMethod = "close")
    Admin healthAdmin(CaptureProperties properties) {
        return Admin.create(
                properties
                        .brokers()
                        .client(
                                Map.of(
                                        AdminClientConfig.CLIENT_ID_CONFIG,
                                        properties.party() + "-health",
                                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                        LONGEST_ANSWER_MILLIS,
                                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                        LONGEST_ANSWER_MILLIS)));
    }

    @Bean
    HealthIndicator logHealthIndicator(
            Admin healthAdmin, Publisher publisher, OwnRegistration registration) {
        return () -> {
            try {
                healthAdmin
                        .describeCluster()
                        .clusterId()
                        .get(LONGEST_ANSWER_MILLIS, TimeUnit.MILLISECONDS);
                publisher.prepare();
                return registration.registered()
                        ? Health.up().build()
                        : Health.down().withDetail("reason", "the key is not registered").build();
            } catch (ExecutionException
                    | TimeoutException
                    | LogUnavailable
                    | RegistryUnavailable away) {
                return Health.down().withDetail("reason", "the log does not answer").build();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return Health.down().build();
            }
        };
    }

    @Bean
    HealthIndicator registryHealthIndicator(SchemaRegistryClient registry) {
        return () -> {
            try {
                registry.getAllSubjects();
                return Health.up().build();
            } catch (IOException | RestClientException away) {
                return Health.down()
                        .withDetail("reason", "the schema registry does not answer")
                        .build();
            }
        };
    }
}
