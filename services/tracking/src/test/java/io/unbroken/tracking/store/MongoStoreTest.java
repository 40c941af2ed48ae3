package io.unbroken.tracking.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.history.Alias;
import io.unbroken.custody.history.Attention;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.profile.ConditionLimits;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Condition.DeviceState;
import io.unbroken.custody.status.JourneyState;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.store.StoreServer;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.store.KeptEvent.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MongoStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final LogPartition PARTITION = new LogPartition("collection.events.v1", 3);
    private static final CoiId FIRST = CoiId.issue("A9999", 2026, 1);
    private static final CoiId SECOND = CoiId.issue("A9999", 2026, 2);
    private static final PartyId SITE = new PartyId("site-one");
    private static final PartyId COURIER = new PartyId("courier-one");
    private static final LoggerId LOGGER = new LoggerId("LOG-1");

    private final StoreServer server = StoreServer.inMemory();
    private final MongoClient client = MongoClients.create(server.uri());
    private final MongoDatabase database = client.getDatabase("tracking");
    private final MongoStore store = new MongoStore(database);
    private final CurrentNamespace current =
            new CurrentNamespace(new MongoNamespaces(database), InstantSource.fixed(NOW));

    @BeforeEach
    void empty() {
        database.drop();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void a_journey_comes_back_as_it_was_written() {
        JourneyDocument journey = journey(FIRST, 1, "one");

        assertThat(store.replaceJourneys(List.of(first(journey)))).isEmpty();

        assertThat(store.journeys(Set.of(FIRST, SECOND))).isEqualTo(Map.of(FIRST, journey));
        assertThat(store.versions(Set.of(FIRST, SECOND))).isEqualTo(Map.of(FIRST, 1L));
    }

    @Test
    void a_replacement_wins_only_over_the_version_before_it() {
        store.replaceJourneys(List.of(first(journey(FIRST, 1, "one"))));

        assertThat(
                        store.replaceJourneys(
                                List.of(
                                        first(journey(FIRST, 1, "again")),
                                        first(journey(SECOND, 1, "new")))))
                .containsExactly(FIRST);
        assertThat(store.replaceJourneys(List.of(new Replacement<>(1, journey(FIRST, 5, "two")))))
                .isEmpty();
        assertThat(store.replaceJourneys(List.of(new Replacement<>(1, journey(FIRST, 6, "late")))))
                .containsExactly(FIRST);

        assertThat(store.journeys(Set.of(FIRST, SECOND)).values())
                .containsExactlyInAnyOrder(journey(FIRST, 5, "two"), journey(SECOND, 1, "new"));
    }

    @Test
    void of_many_writers_of_one_version_one_wins() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int version = 1; version <= 20; version++) {
                int next = version;
                List<Callable<Boolean>> writers =
                        IntStream.range(0, 8)
                                .<Callable<Boolean>>mapToObj(writer ->
                                        () ->
                                                store.replaceJourneys(
                                                                List.of(
                                                                        new Replacement<>(
                                                                                next - 1,
                                                                                journey(
                                                                                        FIRST,
                                                                                        next,
                                                                                        "writer "
                                                                                                + writer))))
                                                        .isEmpty())
                                .toList();
                int winners = 0;
                for (var won : threads.invokeAll(writers)) {
                    winners += won.get() ? 1 : 0;
                }
                assertThat(winners).isOne();
            }
        }
    }

    @Test
    void buckets_come_back_and_are_replaced_likewise() {
        var id = new BucketId(LOGGER, LocalDate.parse("2026-11-20"));
        ThermalRule rule =
                ThermalRule.exact(
                        TemperatureRange.between(new Celsius(200), new Celsius(800)),
                        Duration.ofMinutes(30));
        Readings readings =
                Readings.of(
                        List.of(
                                new Sample(NOW, new Celsius(512)),
                                new Sample(NOW.plusSeconds(60), new Celsius(-3)),
                                new Sample(NOW.plusSeconds(7_200), new Celsius(1_204))));
        var bucket =
                new BucketDocument(
                        id,
                        1,
                        3,
                        List.of(
                                new KeptBlock("b1", record(2)),
                                new KeptBlock("b2", record(5)),
                                new KeptBlock("b3", record(Long.MAX_VALUE))),
                        Optional.of(DayDigest.of(readings, Set.of(rule), 4)));

        assertThat(store.replaceBuckets(List.of(new Replacement<>(0, bucket)))).isEmpty();

        assertThat(store.replaceBuckets(List.of(new Replacement<>(0, bucket)))).containsExactly(id);
        assertThat(store.buckets(Set.of(id))).isEqualTo(Map.of(id, bucket));
        assertThat(store.heads(Set.of(id, new BucketId(LOGGER, LocalDate.EPOCH))))
                .isEqualTo(Map.of(id, new BucketHead(id, 3, bucket.digest())));
    }

    @Test
    void a_logger_is_replaced_like_a_journey() {
        LocalDate day = LocalDate.parse("2026-11-20");
        ThermalRule rule =
                new ThermalRule(
                        TemperatureRange.atMost(new Celsius(-13_000)), Duration.ofMinutes(60), 50);
        LoggerDocument bound =
                LoggerDocument.unknown(LOGGER)
                        .bound(
                                Set.of(
                                        new Binding(FIRST, NOW, Optional.empty(), rule),
                                        new Binding(
                                                SECOND,
                                                NOW.plusNanos(1_000),
                                                Optional.of(NOW.plusSeconds(9)),
                                                rule,
                                                new Attention(
                                                        Attention.Comparison.HOURLY,
                                                        Optional.of(NOW.plusNanos(7)),
                                                        new ConditionLimits(
                                                                Optional.of(450),
                                                                Optional.empty(),
                                                                Optional.of(20))))),
                                3);
        LoggerDocument grown =
                bound.grown(
                        Set.of(day),
                        Optional.of(new LastMoment(NOW, new Celsius(-15_000), new Celsius(-1), 2)),
                        HeardConditions.of(
                                List.of(
                                        new Condition.Tilt(NOW, 12),
                                        new Condition.Battery(NOW.plusMillis(1), 80),
                                        new Condition.Light(NOW, 5),
                                        new Condition.Position(NOW, 47_458_000, -8_548_000, 30),
                                        new Condition.Nitrogen(NOW, 70),
                                        new Condition.Device(
                                                NOW, DeviceState.STOPPED, Optional.empty())),
                                2),
                        4);

        assertThat(store.replaceLoggers(List.of(new Replacement<>(0, bound)))).isEmpty();
        assertThat(store.replaceLoggers(List.of(new Replacement<>(0, bound))))
                .containsExactly(LOGGER);
        assertThat(store.replaceLoggers(List.of(new Replacement<>(3, grown)))).isEmpty();
        assertThat(store.loggers(Set.of(LOGGER, new LoggerId("LOG-2"))))
                .isEqualTo(Map.of(LOGGER, grown));
    }

    @Test
    void the_chains_that_claim_an_alias_only_grow() {
        var alias = new Alias("din/A999926000001");

        assertThat(store.claims(Set.of(alias))).isEmpty();
        assertThat(store.claim(alias, FIRST)).containsExactly(FIRST);
        assertThat(store.claim(alias, FIRST)).containsExactly(FIRST);
        assertThat(store.claim(alias, SECOND)).containsExactlyInAnyOrder(FIRST, SECOND);

        assertThat(store.claims(Set.of(alias, new Alias("din/A999926000002"))))
                .isEqualTo(Map.of(alias, Set.of(FIRST, SECOND)));
    }

    @Test
    void many_claims_at_once_are_answered_with_those_of_others() {
        var first = new Alias("din/A999926000001");
        var second = new Alias("din/A999926000002");
        store.claim(first, FIRST);

        assertThat(store.claim(Map.of(first, Set.of(SECOND), second, Set.of(FIRST, SECOND))))
                .isEqualTo(Map.of(first, Set.of(FIRST, SECOND), second, Set.of(FIRST, SECOND)));
        assertThat(store.claim(Map.of(first, Set.of(SECOND))))
                .isEqualTo(Map.of(first, Set.of(FIRST, SECOND)));
    }

    @Test
    void progress_is_moved_by_the_last_claimant_alone() {
        assertThat(store.progress(Set.of(PARTITION))).isEqualTo(Map.of(PARTITION, Progress.NONE));
        Progress first = Progress.NONE.claimed("run-1", NOW);
        Progress second = first.claimed("run-1", NOW);
        Progress further = second.advanced(tree(3), NOW.plus(Progress.TRAILING));

        assertThat(store.move(List.of(new ProgressMove(PARTITION, Progress.NONE, first))))
                .isEmpty();
        assertThat(store.move(List.of(new ProgressMove(PARTITION, Progress.NONE, first))))
                .containsExactly(PARTITION);
        assertThat(store.move(List.of(new ProgressMove(PARTITION, first, second)))).isEmpty();
        assertThat(
                        store.move(
                                List.of(
                                        new ProgressMove(
                                                PARTITION, first, first.advanced(tree(9), NOW)))))
                .containsExactly(PARTITION);
        assertThat(store.move(List.of(new ProgressMove(PARTITION, second, further)))).isEmpty();

        assertThat(store.progress(Set.of(PARTITION))).isEqualTo(Map.of(PARTITION, further));
    }

    @Test
    void the_run_of_the_store_is_the_same_until_it_restarts() {
        assertThat(store.boot()).isNotEmpty().isEqualTo(store.boot());
    }

    @Test
    void quarantine_gives_back_what_may_be_tried_again_until_it_is_released() {
        var retriable =
                new QuarantinedRecord(record(1), "UNKNOWN_KEY", "Its key is unknown.", true);
        var rubbish = new QuarantinedRecord(record(2), "MALFORMED", "It is no Avro.", false);
        store.quarantine(List.of(retriable, rubbish));
        store.quarantine(List.of(retriable));

        assertThat(store.retriable(Set.of(PARTITION), "run-1", "", 10))
                .containsExactly(new Retriable(retriable, false));
        assertThat(
                        store.retriable(
                                Set.of(PARTITION), "run-1", retriable.record().position().id(), 10))
                .isEmpty();
        assertThat(store.retriable(Set.of(new LogPartition("other", 0)), "run-1", "", 10))
                .isEmpty();

        store.release(List.of(retriable.record().position()), "run-1");

        assertThat(store.retriable(Set.of(PARTITION), "run-1", "", 10)).isEmpty();
        assertThat(store.retriable(Set.of(PARTITION), "run-2", "", 10))
                .containsExactly(new Retriable(retriable, true));
        var list = new JourneyList(database, current);
        assertThat(list.quarantine(Optional.empty(), 10)).containsExactly(rubbish);
        assertThat(list.quarantinedTotal()).isOne();
        assertThat(list.quarantined(rubbish.record().position())).contains(rubbish);
    }

    @Test
    void lists_are_filtered_and_paged_by_id() {
        store.replaceJourneys(
                List.of(first(journey(FIRST, 1, "one")), first(journey(SECOND, 1, "two"))));
        var list = new JourneyList(database, current);

        assertThat(list.journeys(all(), 10))
                .extracting(ListedJourney::coi)
                .containsExactly(FIRST, SECOND);
        assertThat(list.journeys(all(), 1)).extracting(ListedJourney::coi).containsExactly(FIRST);
        assertThat(list.journeys(filter(Optional.of(FIRST.value()), "a99", Severity.MAJOR), 10))
                .extracting(ListedJourney::coi)
                .containsExactly(SECOND);
        assertThat(list.journeys(filter(Optional.empty(), "a99", Severity.CRITICAL), 10)).isEmpty();
        assertThat(list.journeys(filter(Optional.empty(), ".*", Severity.INFO), 10)).isEmpty();
        assertThat(list.journeys(all(), 10).getFirst().summary())
                .isEqualTo(journey(FIRST, 1, "one").summary());
    }

    @Test
    void lists_have_the_journeys_of_a_party_alone_if_they_must() {
        store.replaceJourneys(
                List.of(first(journey(FIRST, 1, "one")), first(journey(SECOND, 1, "two"))));
        var list = new JourneyList(database, current);

        assertThat(list.journeys(of(Set.of(COURIER)), 10))
                .extracting(ListedJourney::coi)
                .containsExactly(FIRST);
        assertThat(list.journeys(of(Set.of(SITE)), 10)).hasSize(2);
        assertThat(list.journeys(of(Set.of()), 10)).isEmpty();
        assertThat(list.parties(Set.of(FIRST, SECOND, CoiId.issue("A9999", 2026, 3))))
                .isEqualTo(Map.of(FIRST, Set.of(COURIER, SITE), SECOND, Set.of(SITE)));
    }

    private static JourneyFilter all() {
        return of(null);
    }

    private static JourneyFilter of(@Nullable Set<PartyId> parties) {
        return new JourneyFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(parties),
                Optional.empty());
    }

    private static JourneyFilter filter(Optional<String> after, String text, Severity severity) {
        return new JourneyFilter(
                Optional.of("IN_TRANSIT"),
                Optional.of(JourneyState.COMPLETE),
                Optional.of("courier-one"),
                Optional.of(FindingCode.EXCURSION),
                Optional.of(severity),
                Optional.of("SYN-CART-19"),
                Optional.of(text),
                Optional.empty(),
                after);
    }

    private static <D> Replacement<D> first(D document) {
        return new Replacement<>(0, document);
    }

    private static Frontier tree(int leaves) {
        return Frontier.EMPTY.appendAll(
                IntStream.range(0, leaves).mapToObj(i -> Hash.leaf(new byte[i])).toList());
    }

    private static JourneyDocument journey(CoiId coi, long version, String history) {
        return new JourneyDocument(
                coi,
                version,
                new Knowledge(3, 2),
                "run-1",
                List.of(
                        new KeptEvent(
                                new Statement(
                                        new EventId("0f8fad5b-d9cb-469f-a165-70867728950e"),
                                        new ContentHash("ab".repeat(32)),
                                        new KeyId("00f1e2d3c4b5a697"),
                                        4),
                                record(9))),
                bytes(history),
                new JourneySummary(
                        "IN_TRANSIT",
                        JourneyState.COMPLETE,
                        Optional.of("courier-one"),
                        Optional.of(NOW),
                        Optional.of("SYN-CART-19"),
                        List.of("thermal history unknown"),
                        new TreeSet<>(Set.of(FindingCode.EXCURSION)),
                        Optional.of(Severity.MAJOR),
                        List.of(
                                new LoggerAssignment(
                                        LOGGER,
                                        NOW,
                                        Optional.empty(),
                                        ThermalRule.exact(
                                                TemperatureRange.atMost(new Celsius(-13_000)),
                                                Duration.ofHours(1)))),
                        12,
                        3_400,
                        new Shipment(
                                Optional.of("BOX-1"),
                                Optional.of(NOW.plusSeconds(60)),
                                Optional.of("CHZRH"),
                                Optional.of(NOW)),
                        coi.equals(FIRST) ? Set.of(COURIER, SITE) : Set.of(SITE)),
                NOW);
    }

    private static LogRecord record(long offset) {
        return new LogRecord(
                new LogPosition(PARTITION, offset),
                NOW,
                Optional.of(bytes("CHA999926000001")),
                offset == 2 ? Optional.empty() : Optional.of(bytes("value")),
                List.of(
                        new LogHeader("key", Optional.of(bytes("k"))),
                        new LogHeader("none", Optional.empty())));
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
