package io.unbroken.acceptance.tracking;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.profile.EditionId;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.ProfileEdition;
import io.unbroken.custody.profile.ProfileMeaning;
import io.unbroken.custody.profile.ProfileSignature;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.catalogue.SchemaRegistration;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.KeyChange;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.schemas.wire.ChainPosition;
import io.unbroken.schemas.wire.EventWriter;
import io.unbroken.schemas.wire.ProfileWriter;
import io.unbroken.schemas.wire.RegistrationWriter;
import io.unbroken.schemas.wire.RegistrySchemas;
import io.unbroken.schemas.wire.SealedRecord;
import io.unbroken.schemas.wire.TelemetryWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// One party of each kind, with its key, that writes what a test wants to the real log. The synthetic products are the manufacturing
/// party's.
public final class Parties implements AutoCloseable {

    private static final int PARTITIONS = 6;

    final SchemaRegistryClient registry;
    private final SecureRandom random = new SecureRandom();
    private final SigningKey root = SigningKey.generate(random);
    private final Path trustRoot;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<PartyKind, SigningKey> keys = new EnumMap<>(PartyKind.class);
    private final Map<String, ChainPosition> positions = new HashMap<>();
    private @Nullable TelemetryWriter telemetry;

    public Parties(EmbeddedPlatform platform) throws Exception {
        registry = RegistrySchemas.client(platform.registryUrl(), Map.of());
        SchemaRegistration.register(registry);
        producer =
                new KafkaProducer<>(
                        platform.brokers().client(Map.of("linger.ms", 0)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        try (var admin = Admin.create(platform.brokers().client())) {
            for (var topic : TopicCatalogue.toCreate(PARTITIONS, (short) 1)) {
                try {
                    admin.createTopics(List.of(topic)).all().get();
                } catch (ExecutionException exists) {
                    if (!(exists.getCause() instanceof TopicExistsException)) {
                        throw exists;
                    }
                }
            }
        }
        trustRoot = Files.createTempFile("root-", ".pem");
        PublicKeyFile.write(trustRoot, root.publicKey());
        for (PartyKind kind : PartyKind.values()) {
            var key = SigningKey.generate(random);
            keys.put(kind, key);
            register(key, kind);
        }
        for (ProductProfile profile : SyntheticProfiles.all().editions()) {
            publish(profile);
        }
    }

    public Path trustRoot() {
        return trustRoot;
    }

    public SigningKey newKey() {
        return SigningKey.generate(random);
    }

    public void register(SigningKey key, PartyKind kind) throws Exception {
        send(
                new RegistrationWriter(registry, root)
                        .write(registration(key, kind), next("root " + kind)),
                "root " + kind);
    }

    /// Has the root retire or revoke a key, or take that back.
    ///
    /// @return the name of the statement
    public ContentHash change(SigningKey key, PartyKind kind, KeyChange change) throws Exception {
        var record =
                new RegistrationWriter(registry, root)
                        .write(registration(key, kind), change, next("root " + kind));
        send(record, "root " + kind);
        return record.content();
    }

    private static KeyRegistration registration(SigningKey key, PartyKind kind) {
        return KeyRegistration.of(
                key.publicKey(),
                party(kind),
                kind,
                Set.of(),
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    public static PartyId party(PartyKind kind) {
        return new PartyId("party-" + kind.name().toLowerCase(java.util.Locale.ROOT));
    }

    public static Event event(CoiId coi, Instant time, Fact fact) {
        return new Event(
                new EventId(UUID.randomUUID().toString()),
                coi,
                time,
                60,
                new PersonId("ana-1"),
                new DeviceId("scanner-1"),
                List.of(),
                fact);
    }

    public RecordMetadata say(PartyKind kind, Event event) throws Exception {
        return say(kind, keyOf(kind), event);
    }

    public RecordMetadata say(PartyKind kind, SigningKey key, Event event) throws Exception {
        return raw(sealed(kind, key, event).record());
    }

    SealedRecord sealed(PartyKind kind, SigningKey key, Event event) {
        String chain = key.id() + " " + event.coi();
        var record = new EventWriter(registry, key, party(kind), kind).write(event, next(chain));
        positions.put(chain, record.next());
        return record;
    }

    public RecordMetadata measure(LoggerRecord readings) throws Exception {
        String chain = "courier " + readings.logger();
        var record = telemetry().write(readings, next(chain), Instant.now());
        return send(record, chain);
    }

    /// Many at once: nothing is waited for until all are sent.
    public void measureAll(Collection<? extends LoggerRecord> readings) throws Exception {
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (LoggerRecord each : readings) {
            String chain = "courier " + each.logger();
            var record = telemetry().write(each, next(chain), Instant.now());
            positions.put(chain, record.next());
            sent.add(producer.send(record.record()));
        }
        for (Future<RecordMetadata> each : sent) {
            each.get();
        }
    }

    private TelemetryWriter telemetry() {
        if (telemetry == null) {
            telemetry =
                    new TelemetryWriter(
                            registry, keyOf(PartyKind.COURIER), party(PartyKind.COURIER));
        }
        return telemetry;
    }

    /// Publishes an edition of a product's rules.
    public RecordMetadata publish(ProductProfile profile) throws Exception {
        String chain = "profiles " + profile.id();
        var edition =
                new ProfileEdition(
                        new EditionId(UUID.randomUUID().toString()),
                        Instant.now(),
                        profile,
                        new ProfileSignature(
                                new PersonId("ana-1"), ProfileMeaning.PROFILE_AUTHORED),
                        new ProfileSignature(
                                new PersonId("ben-2"), ProfileMeaning.PROFILE_APPROVED_BY_QUALITY));
        var record =
                new ProfileWriter(
                                registry,
                                keyOf(PartyKind.MANUFACTURING),
                                party(PartyKind.MANUFACTURING))
                        .write(edition, next(chain));
        return send(record, chain);
    }

    RecordMetadata raw(ProducerRecord<byte[], byte[]> record) throws Exception {
        return producer.send(record).get();
    }

    SigningKey keyOf(PartyKind kind) {
        SigningKey key = keys.get(kind);
        if (key == null) {
            throw new IllegalStateException("expected a key of " + kind);
        }
        return key;
    }

    private RecordMetadata send(SealedRecord record, String chain) throws Exception {
        positions.put(chain, record.next());
        return raw(record.record());
    }

    private ChainPosition next(String chain) {
        return positions.getOrDefault(chain, ChainPosition.first());
    }

    @Override
    public void close() {
        producer.close();
    }
}
