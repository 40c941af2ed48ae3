package io.unbroken.platform.provisioning;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.unbroken.platform.Platform;
import io.unbroken.platform.PlatformException;
import io.unbroken.schemas.catalogue.SchemaRegistration;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.wire.RegistrySchemas;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/// Brings topics, contracts, keys and the synthetic products' rules into a running broker and registry. Doing it again changes nothing.
public final class Provisioning {
    /// One machine's broker answers in milliseconds; a minute means that something is wrong.
    private static final int LIMIT_SECONDS = 60;

    private static final short ONE_BROKER = 1;

    private final Platform platform;

    private Provisioning(Platform platform) {
        this.platform = platform;
    }

    /// For a platform whose broker and registry answer.
    public static Provisioning forPlatform(Platform platform) {
        return new Provisioning(platform);
    }

    /// Makes what is missing.
    ///
    /// @throws PlatformException if the registry refuses a contract, which then is an incompatible change
    public void run() {
        var addresses = platform.addresses();
        createTopics(addresses.kafka());
        var registry = RegistrySchemas.client(addresses.registry(), Map.of());
        registerSchemas(registry);
        var ring = new KeyProvisioning(addresses.kafka(), registry, platform.secrets()).run();
        new ProfileProvisioning(addresses.kafka(), registry, ring, platform.secrets()).run();
    }

    private static void createTopics(String bootstrap) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var existing = admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            var missing =
                    TopicCatalogue.toCreate(TopicCatalogue.DEFAULT_EVENT_PARTITIONS, ONE_BROKER)
                            .stream()
                            .filter(topic -> !existing.contains(topic.name()))
                            .toList();
            admin.createTopics(missing).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new PlatformException(
                    "cannot create the topics: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while creating the topics", interrupted);
        }
    }

    private static void registerSchemas(SchemaRegistryClient registry) {
        try {
            SchemaRegistration.register(registry);
        } catch (IOException | RestClientException refused) {
            throw new PlatformException(
                    "the registry does not take the contracts: " + refused.getMessage(), refused);
        }
    }
}
