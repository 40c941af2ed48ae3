package io.unbroken.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.custody.event.CorrectionReason;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.EventReference;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignatureMeaning;
import io.unbroken.custody.event.Standing;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.SchemaRegistration;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.KeyChange;
import io.unbroken.schemas.keys.KeyChange.KeyRetirement;
import io.unbroken.schemas.keys.KeyChange.KeyRevocation;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.keys.KeyStatement;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.schemas.testing.ModelValues;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole way of an event: written, signed, read and attributed, and every way in which that is refused.
///
/// The registry here is Confluent's in-memory one, which does not judge compatibility; a real one is met in infra/acceptance.
final class EventWireTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final PartyId SITE = new PartyId("site-lindenhof");
    private static final PartyId COURIER = new PartyId("courier-polar");
    private static final PartyId CARRIER = new PartyId("carrier-sub");

    private static final Instant APPENDED = Instant.parse("2026-06-01T08:00:00Z");

    private final SchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final SigningKey siteKey = SigningKey.of(new byte[32]);
    private final SigningKey courierKey = SigningKey.of(bytes(32, 1));
    private KeyRing keys = KeyRing.empty();
    private final EventWriter site = new EventWriter(registry, siteKey, SITE, PartyKind.COLLECTION);
    private final EventReader reader = new EventReader(new RegistrySchemas(registry));

    @BeforeEach
    void registered() throws Exception {
        SchemaRegistration.register(registry);
        keys = register(keys, siteKey, SITE, PartyKind.COLLECTION, Set.of());
        keys = register(keys, courierKey, COURIER, PartyKind.COURIER, Set.of(CARRIER));
    }

    @Test
    void every_event_comes_back_with_who_said_it() {
        for (int seed = 0; seed < 50; seed++) {
            Event event = new ModelValues(seed).event(PartyKind.COLLECTION);
            if (event.fact() instanceof Fact.HandoffReleased
                    || event.fact() instanceof Fact.Corrected) {
                continue; // Has its own tests below: not every custodian may be named.
            }
            SealedRecord sealed = site.write(event, ChainPosition.first());

            var authentic = (EventResult.Authentic) read(record(sealed));

            assertThat(authentic.event().event()).as("seed %d", seed).isEqualTo(event);
            assertThat(authentic.event().party()).isEqualTo(SITE);
            assertThat(authentic.event().key()).isEqualTo(siteKey.id());
            assertThat(authentic.event().sequence()).isEqualTo(1);
            assertThat(authentic.event().content()).isEqualTo(sealed.content());
            assertThat(authentic.hash()).isEqualTo(sealed.hash());
        }
    }

    @Test
    void the_same_words_at_another_place_have_the_same_content_and_another_record() {
        SealedRecord first = site.write(event(), ChainPosition.first());
        SealedRecord again = site.write(event(), first.next());

        assertThat(again.content()).isEqualTo(first.content());
        assertThat(again.hash()).isNotEqualTo(first.hash());
        var read = (EventResult.Authentic) read(record(again));
        assertThat(read.position()).isEqualTo(new ChainPosition(2, first.hash()));
    }

    @Test
    void headers_are_cloud_events_and_readable_by_people() {
        SealedRecord sealed = site.write(event(), ChainPosition.first());
        LogRecord record = record(sealed);
        assertThat(record.header(HeaderNames.ID)).contains(event().id().value());
        assertThat(record.header(HeaderNames.TYPE))
                .contains("io.unbroken.collection.TherapyOrdered");
        assertThat(record.header(HeaderNames.SOURCE)).contains("site-lindenhof");
        assertThat(record.header(HeaderNames.TIME)).contains(event().eventTime().toString());
        assertThat(record.header(HeaderNames.SPEC_VERSION)).contains("1.0");
        assertThat(record.header(HeaderNames.CONTENT_TYPE)).contains("application/avro");
        assertThat(record.header(HeaderNames.PREVIOUS)).contains("0".repeat(64));
        assertThat(record.header(HeaderNames.SEQUENCE)).contains("1");
    }

    @Test
    void any_bit_that_changes_in_value_key_or_signed_header_is_found() {
        SealedRecord sealed = site.write(event(), ChainPosition.first());
        byte[] value = sealed.record().value();
        for (int i = 5; i < value.length; i++) {
            byte[] changed = value.clone();
            changed[i] ^= 1;
            LogRecord record =
                    new LogRecord(
                            sealed.record().topic(),
                            APPENDED,
                            sealed.record().key(),
                            changed,
                            sealed.record().headers());
            refused(record, QuarantineReason.BAD_SIGNATURE);
        }
        byte[] key = sealed.record().key().clone();
        key[key.length - 1] ^= 1;
        refused(
                new LogRecord(
                        sealed.record().topic(), APPENDED, key, value, sealed.record().headers()),
                QuarantineReason.BAD_SIGNATURE);
        refused(with(sealed, HeaderNames.SEQUENCE, "2"), QuarantineReason.MISSING_HEADER);
        refused(
                with(sealed, HeaderNames.ID, "0f8fad5b-d9cb-469f-a165-70867728950e"),
                QuarantineReason.BAD_SIGNATURE);
        SealedRecord second = site.write(event(), sealed.next());
        refused(with(second, HeaderNames.SEQUENCE, "3"), QuarantineReason.BAD_SIGNATURE);
        refused(with(second, HeaderNames.PREVIOUS, "1".repeat(64)), QuarantineReason.BAD_SIGNATURE);
    }

    @Test
    void what_is_not_confluent_avro_is_refused() {
        SealedRecord sealed = site.write(event(), ChainPosition.first());
        refused(value(sealed, null), QuarantineReason.NOT_AVRO);
        refused(value(sealed, new byte[] {0, 0, 0, 0}), QuarantineReason.NOT_AVRO);
        refused(
                value(sealed, "{\"json\":true}".getBytes(StandardCharsets.UTF_8)),
                QuarantineReason.NOT_AVRO);
    }

    @Test
    void schemas_that_are_unknown_or_of_another_subject_are_refused() throws Exception {
        SealedRecord sealed = site.write(event(), ChainPosition.first());
        refused(schemaId(sealed, 424_242), QuarantineReason.UNKNOWN_SCHEMA);
        int other =
                registry.getId(
                        "courier.events.v1-value",
                        new AvroSchema(SchemaCatalogue.of(TopicCatalogue.COURIER_EVENTS)));
        refused(schemaId(sealed, other), QuarantineReason.FOREIGN_SCHEMA);
        int plain = registry.register("plain", new AvroSchema(Schema.create(Schema.Type.STRING)));
        refused(schemaId(sealed, plain), QuarantineReason.FOREIGN_SCHEMA);
    }

    @Test
    void a_registry_that_does_not_answer_is_no_reason_for_quarantine() {
        SealedRecord sealed = site.write(event(), ChainPosition.first());
        var away =
                new EventReader(_ -> {
                    throw new RegistryUnavailable("away", new IllegalStateException());
                });
        assertThatThrownBy(() -> away.read(record(sealed), keys))
                .isInstanceOf(RegistryUnavailable.class);
    }

    @Test
    void headers_that_are_missing_or_odd_are_refused() {
        SealedRecord sealed = site.write(event(), ChainPosition.first());
        for (String name :
                Set.of(
                        HeaderNames.KEY,
                        HeaderNames.SIGNATURE,
                        HeaderNames.SEQUENCE,
                        HeaderNames.PREVIOUS,
                        HeaderNames.ID)) {
            var headers = new RecordHeaders(sealed.record().headers());
            headers.remove(name);
            refused(
                    new LogRecord(
                            sealed.record().topic(),
                            APPENDED,
                            sealed.record().key(),
                            sealed.record().value(),
                            headers),
                    QuarantineReason.MISSING_HEADER);
        }
        refused(with(sealed, HeaderNames.KEY, "no key"), QuarantineReason.MISSING_HEADER);
        refused(with(sealed, HeaderNames.SIGNATURE, "%%%"), QuarantineReason.MISSING_HEADER);
        refused(with(sealed, HeaderNames.SIGNATURE, "AAAA"), QuarantineReason.BAD_SIGNATURE);
    }

    @Test
    void a_key_that_is_not_registered_is_unknown_until_it_is() {
        SigningKey late = SigningKey.of(bytes(32, 9));
        LogRecord record =
                record(
                        new EventWriter(registry, late, SITE, PartyKind.COLLECTION)
                                .write(event(), ChainPosition.first()));
        refused(record, QuarantineReason.UNKNOWN_KEY);

        keys = register(keys, late, SITE, PartyKind.COLLECTION, Set.of());

        assertThat(read(record)).isInstanceOf(EventResult.Authentic.class);
    }

    @Test
    void signed_nonsense_is_undecodable_and_takes_no_memory() {
        var random = new SplittableRandom(5);
        SealedRecord good = site.write(event(), ChainPosition.first());
        byte[] goodAvro = avro(good);
        for (int i = 0; i < 3000; i++) {
            byte[] avro = goodAvro.clone();
            for (int j = random.nextInt(1, 6); j > 0; j--) {
                avro[random.nextInt(avro.length)] = (byte) random.nextInt();
            }
            // Signed by the very key: only the decoder and the model stand between these bytes and
            // us.
            EventResult result = read(forged(good, avro));
            if (result instanceof Unreadable unreadable) {
                assertThat(unreadable.reason())
                        .as("round %d", i)
                        .isIn(
                                QuarantineReason.UNDECODABLE,
                                QuarantineReason.INVALID_VALUE,
                                QuarantineReason.WRONG_KEY);
            }
        }
        byte[] longer = Arrays.copyOf(goodAvro, goodAvro.length + 1);
        refused(forged(good, longer), QuarantineReason.UNDECODABLE);
        refused(forged(good, new byte[0]), QuarantineReason.UNDECODABLE);
    }

    @Test
    void a_party_may_not_write_to_the_topic_of_another() {
        // A courier's key signs what only a collection site may say.
        SealedRecord sealed =
                new EventWriter(registry, courierKey, COURIER, PartyKind.COLLECTION)
                        .write(event(), ChainPosition.first());
        refused(record(sealed), QuarantineReason.NOT_ENTITLED);
    }

    @Test
    void a_correction_gives_and_takes_custody_in_no_other_name_either() {
        var courier = new EventWriter(registry, courierKey, COURIER, PartyKind.COURIER);
        for (PartyId taker : Set.of(COURIER, CARRIER, SITE)) {
            var correction =
                    new Fact.Corrected(
                            new ModelValues(11).value(EventReference.class),
                            List.of(),
                            Optional.of(accepted(taker)),
                            CorrectionReason.WRONG_SCAN,
                            "Another box was scanned.",
                            SignatureMeaning.CORRECTION_AUTHORED);
            Event event = new ModelValues(11).event(correction);
            EventResult result = read(record(courier.write(event, ChainPosition.first())));
            assertThat(result)
                    .as("taken by %s", taker)
                    .isInstanceOf(
                            taker.equals(SITE) ? Unreadable.class : EventResult.Authentic.class);
        }
    }

    @Test
    void what_a_signature_means_decides_who_may_give_it() {
        Fact approved =
                new Fact.CorrectionApproved(
                        new ModelValues(5).value(EventReference.class),
                        SignatureMeaning.CORRECTION_APPROVED_BY_QUALITY);

        assertThatThrownBy(
                        () -> site.write(new ModelValues(5).event(approved), ChainPosition.first()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CorrectionApproved");
    }

    @Test
    void custody_is_given_and_taken_in_ones_own_name_or_that_of_a_party_one_acts_for() {
        var courier = new EventWriter(registry, courierKey, COURIER, PartyKind.COURIER);
        for (PartyId taker : Set.of(COURIER, CARRIER, SITE)) {
            Event event = new ModelValues(11).event(accepted(taker));
            EventResult result = read(record(courier.write(event, ChainPosition.first())));
            if (taker.equals(SITE)) {
                assertThat(result)
                        .isEqualTo(
                                new Unreadable(
                                        QuarantineReason.NOT_ENTITLED,
                                        "courier-polar may not act as site-lindenhof"));
            } else {
                assertThat(result).isInstanceOf(EventResult.Authentic.class);
            }
        }
    }

    @Test
    void what_a_key_signed_is_judged_by_when_the_log_had_it() {
        SealedRecord sealed = site.write(event(), ChainPosition.first());
        Instant since = APPENDED.minusSeconds(10);
        Instant from = APPENDED.plusSeconds(10);
        change(siteKey, new KeyRevocation(from, since, "A laptop was stolen."));

        assertThat(standing(at(sealed, since.minusMillis(1)))).isEqualTo(Standing.SOUND);
        assertThat(standing(at(sealed, since)).doubt().orElseThrow())
                .contains(siteKey.id().value(), since.toString(), "A laptop was stolen.");
        assertThat(standing(at(sealed, from.minusMillis(1))).isSound()).isFalse();
        refused(at(sealed, from), QuarantineReason.KEY_REVOKED);
        refused(at(sealed, Instant.parse("2099-01-01T00:00:00Z")), QuarantineReason.KEY_REVOKED);
    }

    @Test
    void a_retired_key_signs_no_more_and_what_it_signed_stays_sound() {
        SealedRecord sealed = site.write(event(), ChainPosition.first());
        change(siteKey, new KeyRetirement(APPENDED));

        assertThat(standing(at(sealed, APPENDED.minusMillis(1)))).isEqualTo(Standing.SOUND);
        refused(at(sealed, APPENDED), QuarantineReason.KEY_RETIRED);
    }

    private void change(SigningKey key, KeyChange change) {
        keys =
                keys.with(
                        new KeyStatement(
                                new ContentHash("f".repeat(64)),
                                keys.find(key.id()).orElseThrow(),
                                Optional.of(change)));
    }

    private Standing standing(LogRecord record) {
        return ((EventResult.Authentic) read(record)).event().standing();
    }

    private static LogRecord at(SealedRecord sealed, Instant recordTime) {
        return new LogRecord(
                sealed.record().topic(),
                recordTime,
                sealed.record().key(),
                sealed.record().value(),
                sealed.record().headers());
    }

    @Test
    void the_kafka_key_is_the_chain_of_the_event() {
        SealedRecord sealed = site.write(event(), ChainPosition.first());
        byte[] avro = avro(sealed);
        byte[] key = "CHA999926000002".getBytes(StandardCharsets.UTF_8);
        refused(forged(sealed, key, avro), QuarantineReason.WRONG_KEY);
        refused(
                new LogRecord(
                        sealed.record().topic(),
                        APPENDED,
                        null,
                        sealed.record().value(),
                        sealed.record().headers()),
                QuarantineReason.WRONG_KEY);
    }

    private static Event event() {
        var values = new ModelValues(42);
        return values.event(values.value(Fact.TherapyOrdered.class));
    }

    private static Fact accepted(PartyId taker) {
        Fact.HandoffAccepted drawn = new ModelValues(3).value(Fact.HandoffAccepted.class);
        return new Fact.HandoffAccepted(
                drawn.handoff(),
                new PartyId("giver"),
                taker,
                drawn.shipper(),
                drawn.seal(),
                drawn.sealState(),
                drawn.materials(),
                drawn.place());
    }

    private EventResult read(LogRecord record) {
        return reader.read(record, keys);
    }

    private void refused(LogRecord record, QuarantineReason reason) {
        assertThat(read(record))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).isEqualTo(reason));
    }

    private static LogRecord record(SealedRecord sealed) {
        return new LogRecord(
                sealed.record().topic(),
                APPENDED,
                sealed.record().key(),
                sealed.record().value(),
                sealed.record().headers());
    }

    private static LogRecord with(SealedRecord sealed, String header, String text) {
        var headers = new RecordHeaders(sealed.record().headers());
        headers.remove(header);
        headers.add(header, text.getBytes(StandardCharsets.UTF_8));
        return new LogRecord(
                sealed.record().topic(),
                APPENDED,
                sealed.record().key(),
                sealed.record().value(),
                headers);
    }

    private static LogRecord value(SealedRecord sealed, byte @Nullable [] value) {
        return new LogRecord(
                sealed.record().topic(),
                APPENDED,
                sealed.record().key(),
                value,
                sealed.record().headers());
    }

    private static LogRecord schemaId(SealedRecord sealed, int id) {
        byte[] value = sealed.record().value().clone();
        ByteBuffer.wrap(value).putInt(1, id);
        return value(sealed, value);
    }

    private LogRecord forged(SealedRecord like, byte[] avro) {
        return forged(like, like.record().key(), avro);
    }

    /// A record with other bytes, rightly signed by the site's key.
    private LogRecord forged(SealedRecord like, byte[] key, byte[] avro) {
        Schema schema = SchemaCatalogue.of(TopicCatalogue.COLLECTION_EVENTS);
        byte[] signed =
                SignedBytes.of(
                        like.record().topic(),
                        key,
                        schema,
                        event().id().value(),
                        like.position(),
                        avro);
        String signature = Base64.getEncoder().encodeToString(siteKey.sign(signed));
        byte[] framed = new byte[5 + avro.length];
        System.arraycopy(like.record().value(), 0, framed, 0, 5);
        System.arraycopy(avro, 0, framed, 5, avro.length);
        LogRecord record = with(like, HeaderNames.SIGNATURE, signature);
        return new LogRecord(record.topic(), APPENDED, key, framed, record.headers());
    }

    private static byte[] avro(SealedRecord sealed) {
        byte[] value = sealed.record().value();
        return Arrays.copyOfRange(value, 5, value.length);
    }

    private static KeyRing register(
            KeyRing ring, SigningKey key, PartyId party, PartyKind kind, Set<PartyId> mayActAs) {
        return ring.with(
                new KeyStatement(
                        new ContentHash("%064x".formatted(ring.statements().size())),
                        KeyRegistration.of(key.publicKey(), party, kind, mayActAs, FROM),
                        Optional.empty()));
    }

    private static byte[] bytes(int length, int value) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
