package io.unbroken.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.platform.provisioning.Provisioning;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.SchemaRegistration;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrationResult;
import io.unbroken.schemas.wire.RegistrySchemas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A fresh platform has what the catalogue says, and only once.
final class ProvisioningTest {
    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore();

    @Test
    void every_topic_of_the_catalogue_exists_as_it_is_written_there() throws Exception {
        var names = TopicCatalogue.all().stream().map(Topic::name).toList();
        try (var admin = Admin.create(Map.of("bootstrap.servers", PLATFORM.bootstrapServers()))) {
            var topics = admin.describeTopics(names).allTopicNames().get();

            assertThat(topics).hasSameSizeAs(names);
            assertThat(Objects.requireNonNull(topics.get("collection.events.v1")).partitions())
                    .hasSize(TopicCatalogue.DEFAULT_EVENT_PARTITIONS);
        }
    }

    @Test
    void every_contract_is_registered_and_may_only_change_compatibly() throws Exception {
        var registry = RegistrySchemas.client(PLATFORM.registryUrl(), Map.of());

        assertThat(SchemaCatalogue.subjects())
                .isNotEmpty()
                .allSatisfy(subject -> {
                    assertThat(registry.getAllVersions(subject)).isNotEmpty();
                    assertThat(registry.getCompatibility(subject))
                            .isEqualTo(SchemaRegistration.COMPATIBILITY);
                });
    }

    @Test
    void each_party_has_its_key_on_the_log_once_however_often_the_platform_starts() {
        // when
        Provisioning.forPlatform(PLATFORM.platform()).run();

        // then
        var registrations = registrations();
        assertThat(Party.values())
                .allSatisfy(party -> {
                    var key = PublicKeyFile.load(PLATFORM.secrets().publicKey(party));
                    assertThat(registrations)
                            .filteredOn(registration -> registration.publicKey().equals(key))
                            .singleElement()
                            .satisfies(registration -> {
                                assertThat(registration.party()).isEqualTo(party.id());
                                assertThat(registration.kind()).isEqualTo(party.kind());
                                assertThat(registration.mayActAs()).isEqualTo(party.mayActAs());
                            });
                });
    }

    private static List<KeyRegistration> registrations() {
        var root = PublicKeyFile.load(PLATFORM.secrets().rootPublicKey());
        var registry = RegistrySchemas.client(PLATFORM.registryUrl(), Map.of());
        var reader = new RegistrationReader(new RegistrySchemas(registry), root);
        var found = new ArrayList<KeyRegistration>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", PLATFORM.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partition = new TopicPartition(TopicCatalogue.KEYS.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end =
                    Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record -> {
                            if (reader.read(LogRecord.of(record))
                                            instanceof RegistrationResult.Authentic authentic
                                    && authentic.statement().change().isEmpty()) {
                                found.add(authentic.statement().about());
                            }
                        });
            }
        }
        return found;
    }
}
