package io.unbroken.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.Standing;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.profile.ProfileEdition;
import io.unbroken.custody.profile.SignedEdition;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.SchemaRegistration;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.codec.ModelCodec;
import io.unbroken.schemas.keys.KeyChange;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.keys.KeyStatement;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.schemas.testing.ModelValues;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Telemetry, key registrations and statuses on their way.
final class OtherRecordsTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final PartyId COURIER = new PartyId("courier-polar");

    private final SchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final WriterSchemas schemas = new RegistrySchemas(registry);
    private final SigningKey root = SigningKey.of(new byte[32]);
    private final SigningKey key =
            SigningKey.of("courier key for tests, 32 bytes.".getBytes(StandardCharsets.US_ASCII));
    private final KeyRegistration registration =
            KeyRegistration.of(key.publicKey(), COURIER, PartyKind.COURIER, Set.of(), START);
    private final KeyRing keys =
            KeyRing.empty()
                    .with(
                            new KeyStatement(
                                    new ContentHash("0".repeat(64)),
                                    registration,
                                    Optional.empty()));

    @BeforeEach
    void registered() throws Exception {
        SchemaRegistration.register(registry);
    }

    @Test
    void what_loggers_give_comes_back_as_it_went() {
        var writer = new TelemetryWriter(registry, key, COURIER);
        var reader = new TelemetryReader(schemas);
        for (int seed = 0; seed < 300; seed++) {
            LoggerRecord record = new ModelValues(seed).value(LoggerRecord.class);
            SealedRecord sealed = writer.write(record, ChainPosition.first(), START);

            var read = (TelemetryResult.Authentic) reader.read(raw(sealed.record()), keys);

            assertThat(read.record()).as("seed %d", seed).isEqualTo(record);
            assertThat(read.party()).isEqualTo(COURIER);
            assertThat(read.content()).isEqualTo(sealed.content());
            assertThat(read.hash()).isEqualTo(sealed.hash());
        }
    }

    @Test
    void a_steady_logger_costs_about_two_bytes_a_sample() {
        var random = new SplittableRandom(1);
        var samples =
                IntStream.range(0, 240)
                        .mapToObj(i ->
                                new Sample(
                                        START.plusSeconds(60L * i),
                                        new Celsius(500 + random.nextInt(-20, 21))))
                        .toList();
        var block =
                new TelemetryBlock(
                        new BlockId("0f8fad5b-d9cb-469f-a165-70867728950e"),
                        new LoggerId("RCPJ00010"),
                        TelemetryBlock.Source.LIVE,
                        samples);

        byte[] value =
                new TelemetryWriter(registry, key, COURIER)
                        .write(block, ChainPosition.first(), START)
                        .record()
                        .value();

        assertThat(value.length).isLessThan(240 * 2 + 80);
    }

    @Test
    void samples_out_of_bounds_are_refused_by_the_model() {
        TelemetryBlock block = new ModelValues(1).value(TelemetryBlock.class);
        GenericRecord envelope = TelemetryCodec.encode(block);
        ((GenericRecord) envelope.get("content")).put("start", Long.MAX_VALUE);
        assertThat(catchThrowable(() -> TelemetryCodec.decode(envelope)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void only_what_the_root_signed_registers_a_key() {
        var reader = new RegistrationReader(schemas, root.publicKey());
        SealedRecord genuine =
                new RegistrationWriter(registry, root).write(registration, ChainPosition.first());
        SealedRecord usurped =
                new RegistrationWriter(registry, key).write(registration, ChainPosition.first());

        assertThat(reader.read(raw(genuine.record())))
                .isEqualTo(
                        new RegistrationResult.Authentic(
                                new KeyStatement(genuine.content(), registration, Optional.empty()),
                                ChainPosition.first(),
                                genuine.hash()));
        assertThat(reader.read(raw(usurped.record())))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.reason())
                                        .isEqualTo(QuarantineReason.UNKNOWN_KEY));
        usurped.record().headers().remove(HeaderNames.KEY);
        usurped.record()
                .headers()
                .add(HeaderNames.KEY, root.id().value().getBytes(StandardCharsets.UTF_8));
        assertThat(reader.read(raw(usurped.record())))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.reason())
                                        .isEqualTo(QuarantineReason.BAD_SIGNATURE));
    }

    @Test
    void all_that_the_root_says_of_keys_comes_back_as_it_went() {
        var writer = new RegistrationWriter(registry, root);
        var reader = new RegistrationReader(schemas, root.publicKey());
        for (int seed = 0; seed < 100; seed++) {
            var values = new ModelValues(seed);
            KeyRegistration about = values.registration();
            for (KeyChange change : values.changes()) {
                SealedRecord sealed = writer.write(about, change, ChainPosition.first());
                assertThat(reader.read(raw(sealed.record())))
                        .as("seed %d", seed)
                        .isEqualTo(
                                new RegistrationResult.Authentic(
                                        new KeyStatement(
                                                sealed.content(), about, Optional.of(change)),
                                        ChainPosition.first(),
                                        sealed.hash()));
            }
        }
    }

    @Test
    void editions_of_profiles_come_back_as_they_went() {
        var party = new PartyId("facility-one");
        var writer = new ProfileWriter(registry, key, party);
        var reader = new ProfileReader(schemas);
        for (int seed = 0; seed < 300; seed++) {
            ProfileEdition edition = new ModelValues(seed).value(ProfileEdition.class);
            SealedRecord sealed = writer.write(edition, ChainPosition.first());

            var read =
                    (ProfileResult.Authentic)
                            reader.read(raw(sealed.record()), ring(party, PartyKind.MANUFACTURING));

            assertThat(read.at(7))
                    .as("seed %d", seed)
                    .isEqualTo(
                            new SignedEdition(
                                    edition,
                                    sealed.content(),
                                    party,
                                    key.id(),
                                    Standing.SOUND,
                                    7,
                                    START));
            assertThat(read.hash()).isEqualTo(sealed.hash());
        }
    }

    @Test
    void only_a_manufacturing_party_publishes_profiles() {
        ProfileEdition edition = new ModelValues(1).value(ProfileEdition.class);
        SealedRecord sealed =
                new ProfileWriter(registry, key, COURIER).write(edition, ChainPosition.first());

        ProfileResult read = new ProfileReader(schemas).read(raw(sealed.record()), keys);

        assertThat(read)
                .isEqualTo(
                        new Unreadable(
                                QuarantineReason.NOT_ENTITLED,
                                "a COURIER party published a product's rules"));
    }

    @Test
    void an_edition_stands_under_its_product() {
        var party = new PartyId("facility-one");
        ProfileEdition edition = new ModelValues(1).value(ProfileEdition.class);
        GenericRecord value =
                ModelCodec.of(ProfileEdition.class, SchemaCatalogue.of(TopicCatalogue.PROFILES))
                        .encode(edition);
        SealedRecord sealed =
                new RecordSealer(new AvroWriter(TopicCatalogue.PROFILES, registry), key)
                        .seal(
                                "SYN-OTHER",
                                value,
                                new RecordSealer.Description(
                                        edition.id().value(), "Other", "facility-one", START),
                                ChainPosition.first());

        ProfileResult read =
                new ProfileReader(schemas)
                        .read(raw(sealed.record()), ring(party, PartyKind.MANUFACTURING));

        assertThat(read)
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.reason())
                                        .isEqualTo(QuarantineReason.WRONG_KEY));
    }

    @Test
    void a_weak_key_is_not_registered_even_if_the_root_signed_it() {
        var reader = new RegistrationReader(schemas, root.publicKey());
        // Small order, of mixed order, not canonical, off the curve.
        for (String weak :
                Set.of(
                        "01" + "00".repeat(31),
                        "00".repeat(32),
                        "ec" + "ff".repeat(30) + "7f",
                        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                        "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d",
                        "ee" + "ff".repeat(30) + "7f",
                        "01" + "00".repeat(30) + "80",
                        "02" + "00".repeat(31),
                        "ff".repeat(32))) {
            GenericRecord record =
                    KeyStatementCodec.encode(
                            new KeyStatementCodec.Said(registration, Optional.empty()));
            record.put("publicKey", weak);
            SealedRecord sealed =
                    new RecordSealer(new AvroWriter(TopicCatalogue.KEYS, registry), root)
                            .seal(
                                    COURIER.value(),
                                    record,
                                    new RecordSealer.Description(
                                            registration.key().value(), "Weak", "root", START),
                                    ChainPosition.first());

            assertThat(reader.read(raw(sealed.record())))
                    .as(weak)
                    .isInstanceOfSatisfying(
                            Unreadable.class,
                            unreadable ->
                                    assertThat(unreadable.reason())
                                            .isEqualTo(QuarantineReason.INVALID_VALUE));
        }
    }

    @Test
    void a_set_has_one_encoding() {
        KeyRegistration one = new ModelValues(7).registration();
        var other =
                new KeyRegistration(
                        one.key(),
                        one.party(),
                        one.kind(),
                        new HashSet<>(one.mayActAs().stream().toList().reversed()),
                        one.publicKey(),
                        one.validFrom());
        var writer = new RegistrationWriter(registry, root);
        assertThat(writer.write(other, ChainPosition.first()).content())
                .isEqualTo(writer.write(one, ChainPosition.first()).content());
    }

    @Test
    void statuses_come_back_as_they_went() {
        var writer = new StatusWriter(registry);
        var reader = new StatusReader(schemas);
        for (int seed = 0; seed < 100; seed++) {
            JourneyStatus status = new ModelValues(seed).value(JourneyStatus.class);
            assertThat(reader.read(raw(writer.write(status))))
                    .as("seed %d", seed)
                    .isEqualTo(new StatusResult.Current(status));
        }
    }

    private KeyRing ring(PartyId party, PartyKind kind) {
        return KeyRing.empty()
                .with(
                        new KeyStatement(
                                new ContentHash("0".repeat(64)),
                                KeyRegistration.of(key.publicKey(), party, kind, Set.of(), START),
                                Optional.empty()));
    }

    private static LogRecord raw(ProducerRecord<byte[], byte[]> record) {
        return new LogRecord(record.topic(), START, record.key(), record.value(), record.headers());
    }
}
