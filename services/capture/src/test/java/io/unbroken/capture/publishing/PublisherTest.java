package io.unbroken.capture.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.EventReference;
import io.unbroken.custody.event.Fact.LabelPrinted;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.LabelSubject;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.schemas.catalogue.SchemaRegistration;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.KeyChange;
import io.unbroken.schemas.keys.KeyChange.KeyRetirement;
import io.unbroken.schemas.keys.KeyChange.KeyRevocation;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.keys.KeyStatement;
import io.unbroken.schemas.keys.PublicKey;
import io.unbroken.schemas.keys.Signer;
import io.unbroken.schemas.keys.SignerUnavailable;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.schemas.wire.ChainPosition;
import io.unbroken.schemas.wire.EventContents;
import io.unbroken.schemas.wire.EventWriter;
import io.unbroken.schemas.wire.HeaderNames;
import io.unbroken.schemas.wire.LinkReader;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.ProfileWriter;
import io.unbroken.schemas.wire.RegistrySchemas;
import io.unbroken.schemas.wire.SignedBytes;
import io.unbroken.schemas.wire.TelemetryWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Brokers here are Kafka's own in-memory clients, which answer when the test says so; the real ones are met in infra/acceptance.
class PublisherTest {

    private static final CoiId COI = CoiId.issue("A9999", 2026, 17);
    private static final PartyId SITE = new PartyId("site-lindenhof");
    private static final Instant TIME = Instant.parse("2026-06-01T08:00:00Z");
    private static final String TOPIC = TopicCatalogue.events(PartyKind.COLLECTION).name();

    private final SchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final RegistrySchemas schemas = new RegistrySchemas(registry);
    private final SigningKey key = SigningKey.of(new byte[32]);
    private final SigningKey next =
            SigningKey.of("n".repeat(32).getBytes(StandardCharsets.US_ASCII));
    private final Device device = new Device();
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> log = new ArrayList<>();
    private final List<KeyStatement> saidOfKeys = new ArrayList<>();
    private final Publisher publisher = publisher(device);

    @BeforeEach
    void registered() throws Exception {
        SchemaRegistration.register(registry);
    }

    @Test
    void nothing_follows_a_record_in_its_chain_before_it_is_known_what_became_of_it() {
        Event first = event(COI);
        Event second = event(COI);
        assertThatThrownBy(() -> publisher.publish(first)).isInstanceOf(LogUnavailable.class);

        assertThatThrownBy(() -> publisher.publish(second)).isInstanceOf(LogUnavailable.class);
        assertThatThrownBy(() -> publisher.publish(first)).isInstanceOf(LogUnavailable.class);

        assertThat(producers).hasSize(1);
        assertThat(producers.getFirst().history()).hasSize(1);
    }

    @Test
    void what_was_acknowledged_late_has_its_receipt_and_is_followed_by_the_next() {
        Event first = event(COI);
        Event second = event(COI);
        assertThatThrownBy(() -> publisher.publish(first)).isInstanceOf(LogUnavailable.class);
        producers.getFirst().completeNext();

        assertThatThrownBy(() -> publisher.publish(second)).isInstanceOf(LogUnavailable.class);
        Publication again = publisher.publish(first);
        producers.getFirst().completeNext();

        assertThat(again).isInstanceOf(Publication.Recorded.class);
        assertThat(again.receipt().id()).isEqualTo(first.id().value());
        assertThat(sequences()).containsExactly(1L, 2L);
    }

    @Test
    void a_label_s_first_print_is_said_once_and_what_else_claims_to_be_it_is_not_recorded() {
        Event first = printed("printer-1", Optional.empty());
        say(first);

        assertThat(publisher.publish(first)).isInstanceOf(Publication.Recorded.class);
        assertThatThrownBy(() -> publisher.publish(printed("printer-2", Optional.empty())))
                .isInstanceOfSatisfying(
                        AlreadySaid.class,
                        said -> assertThat(said.receipt().id()).isEqualTo(first.id().value()));
        assertThat(sequences()).containsExactly(1L);
        // Again with a reason is another event.
        assertThatThrownBy(() ->
                        publisher.publish(
                                printed(
                                        "printer-2",
                                        Optional.of(LabelPrinted.ReprintReason.DAMAGED))))
                .isInstanceOf(LogUnavailable.class);
        assertThat(sequences()).containsExactly(1L, 2L);
    }

    @Test
    void what_was_said_with_a_former_key_is_known_and_the_next_key_begins_chains_of_its_own() {
        // given
        Event first = event(COI);
        say(first);
        Publisher rotated = rotated();

        // when
        Publication again = rotated.publish(first);
        assertThatThrownBy(() -> rotated.publish(event(COI))).isInstanceOf(LogUnavailable.class);

        // then
        ContentHash content = rotated.content(first);
        assertThat(again).isInstanceOf(Publication.Recorded.class);
        assertThat(again.receipt().key()).isEqualTo(next.id());
        assertThat(rotated.said(first.id().value(), content)).isTrue();
        assertThat(rotated.event(new EventReference(first.id(), content))).contains(first);
        assertThat(producers).hasSize(2);
        assertThat(sequences()).containsExactly(1L, 1L);
    }

    @Test
    void what_does_not_count_as_said_by_the_party_is_said_by_the_next_key_anew() {
        // given
        Event first = event(COI);
        say(first);
        registered(next, SITE);

        // when: nobody registered the former key, another party has it, or a thief may have had it
        var before = publisher(next);
        registered(key, new PartyId("site-seeblick"));
        var another = publisher(next);
        saidOfKeys.removeLast();
        registered(key, SITE);
        changed(key, new KeyRevocation(TIME.plusSeconds(60), TIME, "stolen"));
        var stolen = publisher(next);
        saidOfKeys.removeLast();
        changed(key, new KeyRetirement(TIME));
        var retired = publisher(next);
        saidOfKeys.removeLast();
        changed(key, new KeyRetirement(TIME.plusSeconds(1)));
        var inTime = publisher(next);

        // then
        ContentHash content = publisher.content(first);
        for (Publisher each : List.of(before, another, stolen, retired)) {
            assertThat(each.said(first.id().value(), content)).isFalse();
        }
        assertThat(inTime.said(first.id().value(), content)).isTrue();
    }

    @Test
    void what_only_names_our_key_neither_stops_nor_tears_a_chain() {
        // given: what was said is on the log, and between it what somebody else wrote in our name
        Event first = event(COI);
        Event forged = event(COI);
        say(first);
        ProducerRecord<byte[], byte[]> said = log.getFirst();
        log.add(forged(said, HeaderNames.SEQUENCE, Long.toString(Long.MAX_VALUE)));
        log.add(forged(said, HeaderNames.SEQUENCE, "8"));
        log.add(forged(said, HeaderNames.ID, forged.id().value()));
        log.add(forged(said, HeaderNames.SIGNATURE, "no signature"));

        // when
        Publisher again = publisher(device);
        assertThatThrownBy(() -> again.publish(event(COI))).isInstanceOf(LogUnavailable.class);
        Publisher rotated = rotated();

        // then
        for (Publisher each : List.of(again, rotated)) {
            assertThat(each.said(first.id().value(), each.content(first))).isTrue();
            assertThat(each.said(forged.id().value(), each.content(first))).isFalse();
            assertThat(each.publish(first)).isInstanceOf(Publication.Recorded.class);
        }
        assertThat(sequences()).containsExactly(1L, 2L);
    }

    @Test
    void what_was_said_under_an_earlier_contract_is_known_when_it_is_said_again() throws Exception {
        // given
        Event first = event(COI);
        Event other = event(COI, first.id(), 3);
        log.add(underAnEarlierContract(first));

        // when
        Publication again = publisher.publish(first);
        assertThatThrownBy(() -> publisher.publish(other)).isInstanceOf(LogUnavailable.class);
        producers.getFirst().completeNext();

        // then
        assertThat(again).isInstanceOf(Publication.Recorded.class);
        assertThat(again.receipt().contentHash()).isNotEqualTo(publisher.content(first));
        assertThat(publisher.said(first.id().value(), publisher.content(first))).isTrue();
        assertThat(publisher.said(first.id().value(), publisher.content(event(COI, first.id(), 2))))
                .isFalse();
        assertThat(publisher.publish(other)).isInstanceOf(Publication.Conflicting.class);
        assertThat(sequences()).containsExactly(2L);
    }

    /// As a contract had it that knew one field more, which said nothing here.
    private ProducerRecord<byte[], byte[]> underAnEarlierContract(Event event) throws Exception {
        ProducerRecord<byte[], byte[]> today =
                new EventWriter(registry, key, SITE, PartyKind.COLLECTION)
                        .write(event, ChainPosition.first())
                        .record();
        Schema current = schemas.byId(ByteBuffer.wrap(today.value()).getInt(1)).orElseThrow();
        var fields =
                new ArrayList<>(
                        current.getFields().stream()
                                .map(field -> new Schema.Field(field, field.schema()))
                                .toList());
        fields.add(
                new Schema.Field(
                        "given_up",
                        Schema.createUnion(
                                Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING)),
                        null,
                        Schema.Field.NULL_DEFAULT_VALUE));
        Schema earlier =
                Schema.createRecord(current.getName(), null, current.getNamespace(), false, fields);
        int id = registry.register("earlier", new AvroSchema(earlier));
        // The union's first branch.
        byte[] avro = Arrays.copyOfRange(today.value(), 5, today.value().length + 1);
        byte[] signature =
                key.sign(
                        SignedBytes.of(
                                today.topic(),
                                today.key(),
                                earlier,
                                event.id().value(),
                                ChainPosition.first(),
                                avro));
        byte[] value =
                ByteBuffer.allocate(5 + avro.length).put((byte) 0).putInt(id).put(avro).array();
        var record =
                new ProducerRecord<>(
                        today.topic(),
                        today.partition(),
                        today.key(),
                        value,
                        new RecordHeaders(today.headers()));
        put(record, HeaderNames.SIGNATURE, Base64.getEncoder().encodeToString(signature));
        return record;
    }

    private Publisher rotated() {
        registered(key, SITE);
        registered(next, SITE);
        return publisher(next);
    }

    /// The record with another header, and the signature that it had; not the first of a chain.
    private static ProducerRecord<byte[], byte[]> forged(
            ProducerRecord<byte[], byte[]> said, String header, String value) {
        var record =
                new ProducerRecord<>(
                        said.topic(),
                        said.partition(),
                        said.key(),
                        said.value(),
                        new RecordHeaders(said.headers()));
        put(record, header, value);
        if (header.equals(HeaderNames.SEQUENCE)) {
            put(record, HeaderNames.PREVIOUS, "a".repeat(64));
        }
        return record;
    }

    private static void put(ProducerRecord<byte[], byte[]> record, String header, String value) {
        record.headers().remove(header).add(header, value.getBytes(StandardCharsets.UTF_8));
    }

    private void say(Event event) {
        assertThatThrownBy(() -> publisher.publish(event)).isInstanceOf(LogUnavailable.class);
        log.addAll(producers.getFirst().history());
        producers.getFirst().completeNext();
        publisher.publish(event);
    }

    private void registered(SigningKey key, PartyId party) {
        saidOfKeys.add(new KeyStatement(named(), about(key, party), Optional.empty()));
    }

    private void changed(SigningKey key, KeyChange change) {
        saidOfKeys.add(new KeyStatement(named(), about(key, SITE), Optional.of(change)));
    }

    private ContentHash named() {
        return new ContentHash("%064x".formatted(saidOfKeys.size()));
    }

    private static KeyRegistration about(SigningKey key, PartyId party) {
        return KeyRegistration.of(
                key.publicKey(), party, PartyKind.COLLECTION, Set.of(), TIME.minusSeconds(60));
    }

    private Publisher publisher(Signer signer) {
        return new Publisher(
                PartyKind.COLLECTION,
                new EventWriter(registry, signer, SITE, PartyKind.COLLECTION),
                new TelemetryWriter(registry, signer, SITE),
                new ProfileWriter(registry, signer, SITE),
                signer,
                new OwnLog(
                        this::consumer,
                        schemas,
                        SITE,
                        signer.publicKey(),
                        ring(List.copyOf(saidOfKeys))),
                new EventContents(TopicCatalogue.events(PartyKind.COLLECTION), schemas),
                this::producer,
                Clock.systemUTC(),
                Duration.ofMillis(50));
    }

    private static Supplier<KeyRing> ring(List<KeyStatement> said) {
        return () -> KeyRing.of(said);
    }

    private static Event printed(String device, Optional<LabelPrinted.ReprintReason> reprint) {
        var fact =
                new LabelPrinted(
                        LabelPrinted.LabelKind.BAG,
                        new LabelSubject("A999926000001-S1128V00"),
                        1,
                        new ContentHash("a".repeat(64)),
                        reprint);
        return new Event(
                reprint.isEmpty()
                        ? fact.firstId(SITE, COI)
                        : new EventId(UUID.randomUUID().toString()),
                COI,
                TIME,
                60,
                new PersonId("lin-0042"),
                new DeviceId(device),
                List.of(),
                fact);
    }

    @Test
    void other_chains_go_on_meanwhile() {
        assertThatThrownBy(() -> publisher.publish(event(COI))).isInstanceOf(LogUnavailable.class);

        CoiId other = CoiId.issue("A9999", 2026, 18);
        assertThatThrownBy(() -> publisher.publish(event(other)))
                .isInstanceOf(LogUnavailable.class);

        assertThat(producers.getFirst().history()).hasSize(2);
    }

    @Test
    void if_the_producer_gives_up_the_log_is_read_again() {
        Event first = event(COI);
        assertThatThrownBy(() -> publisher.publish(first)).isInstanceOf(LogUnavailable.class);
        log.addAll(producers.getFirst().history());
        producers.getFirst().errorNext(new OutOfOrderSequenceException("the brokers forgot"));

        assertThatThrownBy(() -> publisher.publish(first)).isInstanceOf(LogUnavailable.class);
        Publication again = publisher.publish(first);

        assertThat(again).isInstanceOf(Publication.Recorded.class);
        assertThat(producers).hasSize(2);
        assertThat(producers.getLast().history()).isEmpty();
    }

    @Test
    void a_key_that_is_away_when_a_receipt_is_due_breaks_no_chain() {
        Event first = event(COI);
        assertThatThrownBy(() -> publisher.publish(first)).isInstanceOf(LogUnavailable.class);
        producers.getFirst().completeNext();
        // The record is signed each time that it comes; the last is the receipt's.
        device.awayAt = device.signs + 3;

        assertThatThrownBy(() -> publisher.publish(first)).isInstanceOf(SignerUnavailable.class);
        Publication again = publisher.publish(first);
        assertThatThrownBy(() -> publisher.publish(event(COI))).isInstanceOf(LogUnavailable.class);

        assertThat(again).isInstanceOf(Publication.Recorded.class);
        assertThat(sequences()).containsExactly(1L, 2L);
    }

    @Test
    void reading_the_log_at_the_start_signs_nothing() {
        assertThatThrownBy(() -> publisher.publish(event(COI))).isInstanceOf(LogUnavailable.class);
        log.addAll(producers.getFirst().history());
        producers.getFirst().errorNext(new OutOfOrderSequenceException("the brokers forgot"));
        assertThatThrownBy(() -> publisher.publish(event(COI))).isInstanceOf(LogUnavailable.class);
        int before = device.signs;

        publisher.prepare();

        assertThat(producers).hasSize(2);
        assertThat(device.signs).isEqualTo(before);
    }

    @Test
    void what_was_said_is_known_by_its_content_and_read_again_from_the_log() {
        Event first = event(COI);
        ContentHash content = publisher.content(first);
        assertThat(device.signs).isZero();
        assertThat(publisher.said(first.id().value(), content)).isFalse();
        assertThatThrownBy(() -> publisher.publish(first)).isInstanceOf(LogUnavailable.class);
        log.addAll(producers.getFirst().history());
        producers.getFirst().completeNext();
        assertThat(publisher.publish(first).receipt().contentHash()).isEqualTo(content);

        assertThat(publisher.said(first.id().value(), content)).isTrue();
        assertThat(publisher.said(first.id().value(), publisher.content(event(COI)))).isFalse();
        assertThat(publisher.event(new EventReference(first.id(), content))).contains(first);
        assertThat(publisher.event(new EventReference(first.id(), publisher.content(event(COI)))))
                .isEmpty();
    }

    /// Keeps the key, and is away for one signature if told so.
    private final class Device implements Signer {
        private int signs;
        private int awayAt;

        @Override
        public PublicKey publicKey() {
            return key.publicKey();
        }

        @Override
        public byte[] sign(byte[] message) {
            if (++signs == awayAt) {
                throw new SignerUnavailable("away", new IllegalStateException());
            }
            return key.sign(message);
        }
    }

    private static Event event(CoiId coi) {
        return event(coi, new EventId(UUID.randomUUID().toString()), 4);
    }

    private static Event event(CoiId coi, EventId id, int used) {
        return new Event(
                id,
                coi,
                TIME,
                0,
                new PersonId("collection"),
                new DeviceId("desk-1"),
                List.of(),
                new LabelsReconciled(4, used, 4 - used));
    }

    private MockProducer<byte[], byte[]> producer() {
        var producer =
                new MockProducer<>(
                        false, null, new ByteArraySerializer(), new ByteArraySerializer());
        producers.add(producer);
        return producer;
    }

    /// Reads what the test put on the log.
    private Consumer<byte[], byte[]> consumer() {
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        Map<TopicPartition, Long> begins = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (String topic : List.of(TOPIC, TopicCatalogue.TELEMETRY.name())) {
            var partition = new TopicPartition(topic, 0);
            consumer.updatePartitions(
                    topic, List.of(new PartitionInfo(topic, 0, Node.noNode(), null, null)));
            begins.put(partition, 0L);
            ends.put(partition, topic.equals(TOPIC) ? log.size() : 0L);
        }
        consumer.updateBeginningOffsets(begins);
        consumer.updateEndOffsets(ends);
        consumer.schedulePollTask(() -> {
            for (int offset = 0; offset < log.size(); offset++) {
                consumer.addRecord(consumed(offset));
            }
        });
        return consumer;
    }

    private ConsumerRecord<byte[], byte[]> consumed(int offset) {
        ProducerRecord<byte[], byte[]> record = log.get(offset);
        return new ConsumerRecord<>(
                record.topic(),
                0,
                offset,
                TIME.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }

    /// The running numbers of all that was sent.
    private List<Long> sequences() {
        var links = new LinkReader(TopicCatalogue.events(PartyKind.COLLECTION), schemas);
        return producers.stream()
                .flatMap(producer -> producer.history().stream())
                .flatMap(record -> sequence(links, record))
                .toList();
    }

    private Stream<Long> sequence(LinkReader links, ProducerRecord<byte[], byte[]> record) {
        log.add(record);
        return links
                .read(LogRecord.of(consumed(log.size() - 1)))
                .map(link -> link.next().sequence() - 1)
                .stream();
    }
}
