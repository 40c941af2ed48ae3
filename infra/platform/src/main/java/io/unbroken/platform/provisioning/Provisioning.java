package io.unbroken.platform.provisioning;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.unbroken.platform.Platform;
import io.unbroken.platform.PlatformException;
import io.unbroken.schemas.catalogue.BrokerRights;
import io.unbroken.schemas.catalogue.Brokers;
import io.unbroken.schemas.catalogue.SchemaRegistration;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.wire.RegistrySchemas;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/// Brings topics, rights, contracts, keys and the synthetic products' rules into a running broker and registry. Doing it again changes nothing.
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
        var brokers = platform.brokers();
        createTopics(brokers);
        var registry = RegistrySchemas.client(addresses.registry(), Map.of());
        registerSchemas(registry);
        var ring = new KeyProvisioning(brokers, registry, platform.secrets()).run();
        new ProfileProvisioning(brokers, registry, ring, platform.secrets()).run();
    }

    private static void createTopics(Brokers brokers) {
        try (var admin = Admin.create(brokers.client())) {
            var existing = admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            var missing =
                    TopicCatalogue.toCreate(TopicCatalogue.DEFAULT_EVENT_PARTITIONS, ONE_BROKER)
                            .stream()
                            .filter(topic -> !existing.contains(topic.name()))
                            .toList();
            admin.createTopics(missing).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            giveRights(admin);
        } catch (ExecutionException | TimeoutException failure) {
            throw new PlatformException(
                    "cannot create the topics and rights: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while creating the topics", interrupted);
        }
    }

    /// Gives the rights of the catalogue and takes all others away.
    private static void giveRights(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        var rights = BrokerRights.all();
        var given =
                admin.describeAcls(AclBindingFilter.ANY)
                        .values()
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        admin.createAcls(rights.stream().filter(right -> !given.contains(right)).toList())
                .all()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        admin.deleteAcls(
                        given.stream()
                                .filter(right -> !rights.contains(right))
                                .map(AclBinding::toFilter)
                                .toList())
                .all()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
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
