package io.unbroken.tracking.authentication;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.schemas.catalogue.SchemaRegistration;
import io.unbroken.schemas.keys.KeyChange;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.schemas.wire.ChainPosition;
import io.unbroken.schemas.wire.EventReader;
import io.unbroken.schemas.wire.EventWriter;
import io.unbroken.schemas.wire.ProfileReader;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrationWriter;
import io.unbroken.schemas.wire.RegistrySchemas;
import io.unbroken.schemas.wire.TelemetryReader;
import io.unbroken.schemas.wire.TelemetryWriter;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// A root, and a collection site with two keys. Whatever they say is a record that the log had at [#SAID].
final class Realm {

    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant SAID = Instant.parse("2026-03-02T08:00:00Z");
    static final PartyId SITE = new PartyId("party-collection");

    private final SchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final SigningKey root = key(1);
    private final SigningKey first = key(2);
    private final SigningKey second = key(3);

    Realm() {
        try {
            SchemaRegistration.register(registry);
        } catch (IOException | RestClientException e) {
            throw new IllegalStateException(e);
        }
    }

    RegisteredKeys keys() {
        return new RegisteredKeys(
                new RegistrationReader(new RegistrySchemas(registry), root.publicKey()));
    }

    LogAuthenticator authenticator(RegisteredKeys keys) {
        var schemas = new RegistrySchemas(registry);
        return new LogAuthenticator(
                keys,
                new PublishedProfiles(keys, new ProfileReader(schemas)),
                new EventReader(schemas),
                new TelemetryReader(schemas));
    }

    /// The site's registration of its first key.
    KeyRegistration registration() {
        return registration(first);
    }

    /// The site's registration of its second key.
    KeyRegistration secondRegistration() {
        return registration(second);
    }

    /// One of the first key with another time.
    KeyRegistration registrationFrom(Instant from) {
        return KeyRegistration.of(first.publicKey(), SITE, PartyKind.COLLECTION, Set.of(), from);
    }

    private static KeyRegistration registration(SigningKey key) {
        return KeyRegistration.of(key.publicKey(), SITE, PartyKind.COLLECTION, Set.of(), FROM);
    }

    /// The root registers a key.
    ProducerRecord<byte[], byte[]> registered(KeyRegistration registration) {
        return new RegistrationWriter(registry, root)
                .write(registration, ChainPosition.first())
                .record();
    }

    /// The root says what became of the first key.
    ProducerRecord<byte[], byte[]> changed(KeyChange change) {
        return new RegistrationWriter(registry, root)
                .write(registration(), change, ChainPosition.first())
                .record();
    }

    /// Another than the root registers a key.
    ProducerRecord<byte[], byte[]> forged() {
        return new RegistrationWriter(registry, second)
                .write(registration(), ChainPosition.first())
                .record();
    }

    /// The same as [#ordered], signed with a key that is registered for nobody.
    LogRecord orderedByAStranger() {
        return ordered(key(9));
    }

    /// The site orders a therapy, signed with its first key.
    LogRecord ordered() {
        return ordered(first);
    }

    private LogRecord ordered(SigningKey key) {
        var event =
                new Event(
                        new EventId("00000000-0000-4000-8000-000000000001"),
                        new CoiId("CHA999926000001"),
                        SAID,
                        0,
                        new PersonId("nurse-1"),
                        new DeviceId("tablet-1"),
                        List.of(),
                        new Fact.TherapyOrdered(
                                new OrderId("ORD-1"), new ProfileId("SYN-CART-19")));
        return logged(
                new EventWriter(registry, key, SITE, PartyKind.COLLECTION)
                        .write(event, ChainPosition.first())
                        .record());
    }

    /// The site sends a reading, signed with its first key.
    LogRecord measured() {
        return measured(first, "2.5");
    }

    /// The same reading, signed with the second key.
    LogRecord measuredAgain() {
        return measured(second, "2.5");
    }

    /// Another reading in a block of the same name.
    LogRecord measuredOtherwise() {
        return measured(first, "2.6");
    }

    private LogRecord measured(SigningKey key, String celsius) {
        var block =
                new TelemetryBlock(
                        new BlockId("00000000-0000-4000-8000-000000000002"),
                        new LoggerId("LOG-1"),
                        TelemetryBlock.Source.LIVE,
                        List.of(new Sample(SAID, Celsius.parse(celsius))));
        return logged(
                new TelemetryWriter(registry, key, SITE)
                        .write(block, ChainPosition.first(), SAID)
                        .record());
    }

    static LogRecord logged(ProducerRecord<byte[], byte[]> record) {
        return new LogRecord(
                new LogPosition(new LogPartition(record.topic(), 0), 0),
                SAID,
                bytes(record.key()),
                bytes(record.value()),
                StreamSupport.stream(record.headers().spliterator(), false)
                        .map(header -> new LogHeader(header.key(), bytes(header.value())))
                        .toList());
    }

    /// A record of the topic of keys as the follower takes it.
    static io.unbroken.schemas.wire.LogRecord taken(ProducerRecord<byte[], byte[]> record) {
        return new io.unbroken.schemas.wire.LogRecord(
                record.topic(), SAID, record.key(), record.value(), record.headers());
    }

    private static Optional<Bytes> bytes(byte @Nullable [] array) {
        return Optional.ofNullable(array).map(Bytes::of);
    }

    private static SigningKey key(int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return SigningKey.of(seed);
    }
}
