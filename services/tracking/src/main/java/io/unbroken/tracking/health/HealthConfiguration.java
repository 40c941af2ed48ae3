package io.unbroken.tracking.health;

import com.mongodb.client.MongoClient;
import io.unbroken.tracking.authentication.PublishedProfiles;
import io.unbroken.tracking.authentication.RegisteredKeys;
import io.unbroken.tracking.recorder.RecorderThreads;
import io.unbroken.tracking.sealer.SealerThread;
import io.unbroken.tracking.settings.TrackingProperties;
import io.unbroken.tracking.store.StoreClients;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// One indicator for each thing that recording needs. Each answers within two seconds, also when nothing else does.
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    private static final Duration LONGEST_WAIT = Duration.ofMillis(1_500);

    /// What the sealer needs may be away for a restart; then devices begin to keep more than they should.
    private static final Duration LONGEST_UNSEALED = Duration.ofSeconds(30);

    private static final int LEAST_ERROR = 400;

    @Bean(destroyMethod = "close")
    Admin healthAdmin(TrackingProperties properties) {
        return Admin.create(
                properties
                        .brokers()
                        .client(
                                Map.of(
                                        AdminClientConfig.CLIENT_ID_CONFIG,
                                        "tracking-health",
                                        AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                                        (int) LONGEST_WAIT.toMillis())));
    }

    @Bean(destroyMethod = "close")
    MongoClient healthStoreClient(TrackingProperties properties) {
        return StoreClients.of(properties.mongodb(), LONGEST_WAIT);
    }

    @Bean
    HealthIndicator brokerHealthIndicator(Admin healthAdmin) {
        var options = new DescribeClusterOptions().timeoutMs((int) LONGEST_WAIT.toMillis());
        return () ->
                checked(() ->
                        healthAdmin
                                .describeCluster(options)
                                .clusterId()
                                .get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Bean
    HealthIndicator registryHealthIndicator(TrackingProperties properties) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(LONGEST_WAIT).build();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(properties.registry() + "/subjects"))
                        .timeout(LONGEST_WAIT)
                        .build();
        return () ->
                checked(() -> {
                    int status =
                            client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode();
                    if (status >= LEAST_ERROR) {
                        throw new IllegalStateException("the registry answered " + status);
                    }
                    return status;
                });
    }

    @Bean
    HealthIndicator storeHealthIndicator(
            MongoClient healthStoreClient, TrackingProperties properties) {
        var ping = new Document("ping", 1);
        return () ->
                checked(() ->
                        StoreClients.database(healthStoreClient, properties.mongodb())
                                .runCommand(ping));
    }

    @Bean
    HealthIndicator recorderHealthIndicator(
            RecorderThreads recorders, RegisteredKeys keys, PublishedProfiles profiles) {
        return () -> {
            if (!keys.complete()) {
                return Health.down().withDetail("waits", "keys are not read yet").build();
            }
            if (!profiles.complete()) {
                return Health.down()
                        .withDetail("waits", "product profiles are not read yet")
                        .build();
            }
            Optional<String> trouble = recorders.trouble();
            return trouble.isPresent()
                    ? Health.down().withDetail("waits", trouble.get()).build()
                    : Health.up().build();
        };
    }

    @Bean
    HealthIndicator sealerHealthIndicator(SealerThread sealer, InstantSource clock) {
        return () ->
                switch (sealer.condition()) {
                    case SealerThread.Condition.Sealing() ->
                            Health.up().withDetail("lag", sealer.lag()).build();
                    case SealerThread.Condition.Standby() ->
                            Health.up().withDetail("standby", "another process seals").build();
                    case SealerThread.Condition.Waiting(String what, Instant since) ->
                            since.plus(LONGEST_UNSEALED).isAfter(clock.instant())
                                    ? Health.up().withDetail("waits", what).build()
                                    : Health.down().withDetail("waits", what).build();
                    case SealerThread.Condition.Halted(String why) ->
                            Health.down().withDetail("halted", why).build();
                };
    }

    /// A question that fails if what it asks is away.
    private interface Question {
        Object ask() throws Exception;
    }

    private static Health checked(Question question) {
        try {
            question.ask();
            return Health.up().build();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Health.unknown().build();
        } catch (Exception away) {
            return Health.down().withDetail("error", away.getClass().getSimpleName()).build();
        }
    }
}
