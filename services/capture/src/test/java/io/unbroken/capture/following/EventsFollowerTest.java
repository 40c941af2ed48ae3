package io.unbroken.capture.following;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.schemas.catalogue.SchemaRegistration;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.schemas.wire.ChainPosition;
import io.unbroken.schemas.wire.EventReader;
import io.unbroken.schemas.wire.EventWriter;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrationWriter;
import io.unbroken.schemas.wire.RegistrySchemas;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/// The brokers here are Kafka's own in-memory client; the real ones are met in infra/acceptance.
class EventsFollowerTest {

    private static final CoiId COI = new CoiId("CHA999926000001");
    private static final PartyId SITE = new PartyId("site-lindenhof");
    private static final Instant TIME = Instant.parse("2026-11-20T08:00:00Z");
    private static final Instant NOW = TIME.plusSeconds(60);
    private static final String TOPIC = TopicCatalogue.events(PartyKind.COLLECTION).name();
    private static final long PATIENCE_SECONDS = 60;

    private final SchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final RegistrySchemas schemas = new RegistrySchemas(registry);
    private final SigningKey root = SigningKey.of(new byte[32]);
    private final SigningKey key = SigningKey.of(seed());
    private final List<ProducerRecord<byte[], byte[]>> statements = new ArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    private final List<Instant> told = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch heardAll = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // Each test makes its own.
    private EventsFollower follower;

    @BeforeEach
    void log() throws Exception {
        SchemaRegistration.register(registry);
        var registration =
                KeyRegistration.of(key.publicKey(), SITE, PartyKind.COLLECTION, Set.of(), TIME);
        statements.add(
                new RegistrationWriter(registry, root)
                        .write(registration, ChainPosition.first())
                        .record());
        var writer = new EventWriter(registry, key, SITE, PartyKind.COLLECTION);
        events.add(writer.write(event(), ChainPosition.first()).record());
        events.add(writer.write(event(), ChainPosition.first()).record());
    }

    @AfterEach
    void stop() throws InterruptedException {
        follower.stop();
    }

    @Test
    void what_is_told_is_told_with_the_time_of_the_log() throws Exception {
        // given
        follower = follower(_ -> {}, told::add);

        // when
        follower.start();
        assertThat(heardAll.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        // then
        assertThat(told).containsExactly(TIME, TIME.plusSeconds(1));
        assertThat(follower.course().failures()).isZero();
    }

    @Test
    void after_a_failure_that_nobody_expected_it_reads_again_and_says_so() throws Exception {
        // given
        follower =
                follower(
                        time -> {
                            if (time <= 2) {
                                throw new IllegalStateException("planted");
                            }
                        },
                        told::add);

        // when
        follower.start();
        assertThat(heardAll.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        // then
        assertThat(told).hasSize(2);
        assertThat(begun).hasValue(3);
        assertThat(follower.course().failures()).isEqualTo(2);
        assertThat(health(NOW)).isEqualTo(Status.UP);
    }

    @Test
    void a_record_that_cannot_be_taken_costs_nothing_but_itself() throws Exception {
        // given
        follower =
                follower(
                        _ -> {},
                        time -> {
                            if (time.equals(TIME)) {
                                throw new IllegalStateException("planted");
                            }
                            told.add(time);
                        });

        // when
        follower.start();
        assertThat(heardAll.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        // then
        assertThat(told).containsExactly(TIME.plusSeconds(1));
        assertThat(begun).hasValue(1);
        assertThat(follower.course().passedOver()).isEqualTo(1);
        assertThat(health(NOW)).isEqualTo(Status.DOWN);
    }

    @Test
    void health_says_that_it_reads_no_more_or_is_behind() throws Exception {
        // given
        follower = follower(_ -> {}, told::add);
        assertThat(health(NOW)).isEqualTo(Status.DOWN);

        // when
        follower.start();
        assertThat(heardAll.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        // then
        assertThat(health(NOW)).isEqualTo(Status.UP);
        assertThat(health(NOW.plus(Duration.ofMinutes(2)))).isEqualTo(Status.DOWN);
    }

    private Status health(Instant now) {
        return FollowersHealthIndicator.of(List.of(follower), now).getStatus();
    }

    private EventsFollower follower(Consumer<Integer> beginning, Consumer<Instant> taking) {
        var listener =
                new Listening() {
                    @Override
                    public void begin(KeyRing keys) {
                        beginning.accept(begun.incrementAndGet());
                    }

                    @Override
                    public void take(SignedEvent event, Instant recorded) {
                        taking.accept(recorded);
                    }

                    @Override
                    public void heardAll() {
                        heardAll.countDown();
                    }
                };
        return new EventsFollower(
                new EventsFollower.Reading(
                        "journeys", Set.of(PartyKind.COLLECTION), Duration.ofDays(90)),
                listener,
                new EventReader(schemas),
                new RegistrationReader(schemas, root.publicKey()),
                this::consumer,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /// Reads what the test put on the log, from the beginning.
    private MockConsumer<byte[], byte[]> consumer() {
        var keys = new TopicPartition(TopicCatalogue.KEYS.name(), 0);
        var said = new TopicPartition(TOPIC, 0);
        var consumer =
                new MockConsumer<byte[], byte[]>("earliest") {
                    @Override
                    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                            Map<TopicPartition, Long> times) {
                        var first = new HashMap<TopicPartition, OffsetAndTimestamp>();
                        times.forEach((partition, time) ->
                                first.put(partition, new OffsetAndTimestamp(0, time)));
                        return first;
                    }
                };
        consumer.updatePartitions(
                TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), null, null)));
        consumer.updateBeginningOffsets(Map.of(keys, 0L, said, 0L));
        consumer.updateEndOffsets(
                Map.of(keys, (long) statements.size(), said, (long) events.size()));
        consumer.schedulePollTask(() -> add(consumer, statements));
        consumer.schedulePollTask(() -> add(consumer, events));
        return consumer;
    }

    private static void add(
            MockConsumer<byte[], byte[]> consumer, List<ProducerRecord<byte[], byte[]>> log) {
        for (int offset = 0; offset < log.size(); offset++) {
            ProducerRecord<byte[], byte[]> record = log.get(offset);
            consumer.addRecord(
                    new ConsumerRecord<>(
                            record.topic(),
                            0,
                            offset,
                            TIME.plusSeconds(offset).toEpochMilli(),
                            TimestampType.LOG_APPEND_TIME,
                            0,
                            0,
                            record.key(),
                            record.value(),
                            record.headers(),
                            Optional.empty()));
        }
    }

    private static Event event() {
        return new Event(
                new EventId(UUID.randomUUID().toString()),
                COI,
                TIME.plus(Duration.ofDays(1)),
                60,
                new PersonId("lin-0021"),
                new DeviceId("scanner-1"),
                List.of(),
                new LabelsReconciled(4, 4, 0));
    }

    private static byte[] seed() {
        byte[] seed = new byte[32];
        seed[0] = 1;
        return seed;
    }
}
