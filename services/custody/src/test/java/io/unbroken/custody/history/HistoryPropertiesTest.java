package io.unbroken.custody.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.event.Standing;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.DoubtfulRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What holds for every set of events, however it came.
class HistoryPropertiesTest {

    private static final int SEEDS = Integer.getInteger("unbroken.history.seeds", 500);

    private static final BlockId BLOCK = new BlockId("0f8fad5b-d9cb-469f-a165-70867728950e");

    @Test
    void any_order_and_duplication_of_the_same_events_gives_the_same_bytes() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            Journeys journey = Journeys.wholeWay();
            List<SignedEvent> some = subset(journey.events(), random);
            byte[] reference = history(journey, some).canonical();

            var arrived = new ArrayList<>(some);
            for (int i = random.nextInt(10); i > 0 && !some.isEmpty(); i--) {
                SignedEvent again = some.get(random.nextInt(some.size()));
                arrived.add(resigned(again, 1000 + i));
            }
            Collections.shuffle(arrived, random);

            assertThat(history(journey, arrived).canonical())
                    .as("seed %d", seed)
                    .isEqualTo(reference);
        }
    }

    @Test
    void no_event_is_ever_dropped_from_a_history() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            Journeys journey = Journeys.wholeWay();
            List<SignedEvent> some = subset(journey.events(), random);

            Set<EventId> shown =
                    history(journey, some).events().stream()
                            .map(History.Entry::id)
                            .collect(Collectors.toSet());

            assertThat(shown)
                    .as("seed %d", seed)
                    .isEqualTo(some.stream().map(e -> e.event().id()).collect(Collectors.toSet()));
        }
    }

    @Test
    void custody_is_never_in_two_hands() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            Journeys journey = Journeys.wholeWay();
            List<SignedEvent> some = withSkewedClocks(subset(journey.events(), random), random);

            for (Material material : history(journey, some).materials()) {
                List<Material.Custody> custody = material.custody();
                for (Instant at : boundaries(custody)) {
                    assertThat(holdersAt(custody, at))
                            .as("seed %d, %s at %s", seed, material.id(), at)
                            .hasSizeLessThanOrEqualTo(1);
                }
            }
        }
    }

    @Test
    void a_go_falls_when_any_single_event_that_it_rests_on_is_missing() {
        Journeys journey = Journeys.upToInfusion();
        for (int i = 0; i < journey.events().size(); i++) {
            var fewer = new ArrayList<>(journey.events());
            SignedEvent gone = fewer.remove(i);

            Judgement infusion = history(journey, fewer).judgements().getLast();

            assertThat(infusion.go())
                    .as("without %s", gone.event().fact().getClass().getSimpleName())
                    .isFalse();
        }
    }

    @Test
    void no_doubtful_event_lets_a_go_through() {
        Journeys journey = Journeys.upToInfusion();
        for (int i = 0; i < journey.events().size(); i++) {
            var events = new ArrayList<>(journey.events());
            SignedEvent doubted = doubtful(events.remove(i));
            events.add(doubted);

            History history = history(journey, events);

            assertThat(history.judgements()).as("event %d", i).noneMatch(Judgement::go);
            assertThat(history.findings())
                    .as("event %d", i)
                    .filteredOn(found -> found.code() == FindingCode.KEY_COMPROMISED)
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.blocking()).isTrue();
                        assertThat(found.evidence()).containsExactly(doubted.event().id());
                    });
        }
    }

    @Test
    void doubtful_events_in_any_order_and_number_give_the_same_bytes_and_never_a_go() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            Journeys journey = Journeys.wholeWay();
            List<SignedEvent> some = new ArrayList<>();
            for (SignedEvent event : subset(journey.events(), random)) {
                some.add(random.nextInt(5) == 0 ? doubtful(event) : event);
            }
            boolean doubted = some.stream().anyMatch(event -> !event.standing().isSound());
            History reference = history(journey, some);

            var arrived = new ArrayList<>(some);
            for (int i = random.nextInt(10); i > 0 && !some.isEmpty(); i--) {
                arrived.add(doubtful(some.get(random.nextInt(some.size()))));
            }
            Collections.shuffle(arrived, random);

            assertThat(history(journey, arrived).canonical())
                    .as("seed %d: what is said soundly too is not doubtful", seed)
                    .isEqualTo(reference.canonical());
            assertThat(
                            new String(reference.canonical(), StandardCharsets.UTF_8)
                                    .contains("\"doubt\""))
                    .as("seed %d: only doubtful events show it", seed)
                    .isEqualTo(doubted);
            if (doubted) {
                assertThat(reference.judgements()).as("seed %d", seed).noneMatch(Judgement::go);
            }
        }
    }

    @Test
    void doubtful_readings_hold_exactly_if_the_history_rests_on_them() {
        Journeys journey = Journeys.upToInfusion();
        ThermalLeg leg = history(journey, journey.events()).thermal().getFirst();
        LoggerId logger = leg.logger();
        var inside = new Sample(leg.interval().from(), Celsius.ABSOLUTE_ZERO);
        var before = new Sample(inside.time().minus(Duration.ofDays(400)), inside.temperature());

        History rests = withDoubt(journey, logger, inside);
        History restsNot = withDoubt(journey, logger, before);

        assertThat(rests.judgements()).noneMatch(Judgement::go);
        assertThat(rests.findings())
                .filteredOn(found -> found.code() == FindingCode.KEY_COMPROMISED)
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.subject()).isEqualTo(logger.value());
                    assertThat(found.detail()).contains(BLOCK.value());
                });
        assertThat(restsNot.canonical()).isEqualTo(history(journey, journey.events()).canonical());
    }

    private static History withDoubt(Journeys journey, LoggerId logger, Sample sample) {
        var block = new TelemetryBlock(BLOCK, logger, TelemetryBlock.Source.LIVE, List.of(sample));
        return History.derive(
                Journeys.COI,
                journey.events(),
                SyntheticProfiles.all(),
                journey.readings(),
                List.of(),
                List.of(new DoubtfulRecord(block, "Key 0 may have been in other hands.")));
    }

    private static SignedEvent doubtful(SignedEvent event) {
        return new SignedEvent(
                event.event(),
                event.content(),
                event.party(),
                event.kind(),
                event.key(),
                event.sequence(),
                Standing.doubtful("Key 0 may have been in other hands."));
    }

    private static List<SignedEvent> subset(List<SignedEvent> events, Random random) {
        int keep = 50 + random.nextInt(51);
        return events.stream().filter(event -> random.nextInt(100) < keep).toList();
    }

    private static SignedEvent resigned(SignedEvent event, long sequence) {
        return new SignedEvent(
                event.event(), event.content(), event.party(), event.kind(), event.key(), sequence);
    }

    private static List<SignedEvent> withSkewedClocks(List<SignedEvent> events, Random random) {
        return events.stream()
                .map(e ->
                        Journeys.signed(
                                (int) e.sequence(),
                                e.event().by().value(),
                                e.party(),
                                e.kind(),
                                e.event().eventTime().plusSeconds(random.nextInt(-20_000, 20_000)),
                                e.event().fact()))
                .toList();
    }

    private static Set<Instant> boundaries(List<Material.Custody> custody) {
        return custody.stream().map(Material.Custody::from).collect(Collectors.toSet());
    }

    private static Set<PartyId> holdersAt(List<Material.Custody> custody, Instant at) {
        return custody.stream()
                .filter(c -> !c.from().isAfter(at))
                .filter(c -> c.until().isEmpty() || c.until().get().isAfter(at))
                .map(Material.Custody::holder)
                .collect(Collectors.toSet());
    }

    private static History history(Journeys journey, List<SignedEvent> events) {
        return History.derive(
                Journeys.COI, events, SyntheticProfiles.all(), journey.readings(), List.of());
    }
}
