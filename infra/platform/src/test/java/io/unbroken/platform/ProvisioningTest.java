package io.unbroken.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.profile.Editions;
import io.unbroken.custody.profile.SignedEdition;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.platform.provisioning.Provisioning;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.SchemaRegistration;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.keys.KeyStatement;
import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.ProfileReader;
import io.unbroken.schemas.wire.ProfileResult;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrationResult;
import io.unbroken.schemas.wire.RegistrySchemas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
        try (var admin = Admin.create(PLATFORM.brokers().client())) {
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

    @Test
    void each_synthetic_edition_is_on_the_log_once_and_counts() {
        // when
        Provisioning.forPlatform(PLATFORM.platform()).run();

        // then
        var editions = Editions.of(editions());
        assertThat(editions.profiles()).isEqualTo(SyntheticProfiles.all());
        assertThat(editions.judged())
                .hasSameSizeAs(SyntheticProfiles.all().editions())
                .allSatisfy(judged -> {
                    assertThat(judged.effect()).isEqualTo(Editions.Effect.COUNTS);
                    assertThat(judged.said().party()).isEqualTo(Party.RHEINTAL.id());
                });
    }

    private static List<SignedEdition> editions() {
        var registry = RegistrySchemas.client(PLATFORM.registryUrl(), Map.of());
        var reader = new ProfileReader(new RegistrySchemas(registry));
        var ring = KeyRing.empty();
        for (KeyRegistration registration : registrations()) {
            ring =
                    ring.with(
                            new KeyStatement(
                                    new ContentHash("0".repeat(64)),
                                    registration,
                                    Optional.empty()));
        }
        var keys = ring;
        var found = new ArrayList<SignedEdition>();
        read(
                TopicCatalogue.PROFILES,
                record -> {
                    if (reader.read(LogRecord.of(record), keys)
                            instanceof ProfileResult.Authentic authentic) {
                        found.add(authentic.at(record.offset()));
                    }
                });
        return found;
    }

    private static List<KeyRegistration> registrations() {
        var root = PublicKeyFile.load(PLATFORM.secrets().rootPublicKey());
        var registry = RegistrySchemas.client(PLATFORM.registryUrl(), Map.of());
        var reader = new RegistrationReader(new RegistrySchemas(registry), root);
        var found = new ArrayList<KeyRegistration>();
        read(
                TopicCatalogue.KEYS,
                record -> {
                    if (reader.read(LogRecord.of(record))
                                    instanceof RegistrationResult.Authentic authentic
                            && authentic.statement().change().isEmpty()) {
                        found.add(authentic.statement().about());
                    }
                });
        return found;
    }

    private static void read(Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try (var consumer =
                new KafkaConsumer<>(
                        PLATFORM.brokers().client(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end =
                    Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(taker);
            }
        }
    }
}
