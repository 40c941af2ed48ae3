package io.unbroken.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PatientToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JourneyPlanTest {

    private static final Instant START = Instant.parse("2026-09-01T06:00:00Z");
    private static final PatientToken PATIENT = new PatientToken("PT" + "B".repeat(26));
    private static final int JOURNEYS = 72;

    @Test
    void the_same_seed_and_start_give_the_same_steps() {
        for (long seed = 1; seed <= 5; seed++) {
            List<JourneyPlan> once = JourneyPlan.of(seed, START, 24, List.of());
            List<JourneyPlan> again = JourneyPlan.of(seed, START, 24, List.of());
            for (int i = 0; i < once.size(); i++) {
                assertThat(steps(once.get(i))).as("seed %d", seed).isEqualTo(steps(again.get(i)));
                assertThat(once.get(i).enrolment()).isEqualTo(again.get(i).enrolment());
            }
        }
    }

    @Test
    void another_seed_or_start_gives_other_identifiers() {
        Set<String> ids = new HashSet<>();
        int events = 0;
        for (JourneyPlan plan :
                List.of(
                        JourneyPlan.of(1, START, 1, List.of()).getFirst(),
                        JourneyPlan.of(2, START, 1, List.of()).getFirst(),
                        JourneyPlan.of(1, START.plusSeconds(1), 1, List.of()).getFirst())) {
            List<Event> said = events(plan);
            said.forEach(event -> ids.add(event.id().value()));
            events += Set.copyOf(said).size();
        }

        assertThat(ids).hasSize(events);
    }

    @Test
    void every_incident_happens_among_the_first_24_journeys() {
        Set<Incident> incidents = EnumSet.noneOf(Incident.class);
        JourneyPlan.of(42, START, 24, List.of()).forEach(plan -> incidents.add(plan.incident()));

        assertThat(incidents).containsExactlyInAnyOrder(Incident.values());
    }

    @Test
    void shares_of_incidents_are_met_and_all_others_have_none() {
        List<Incident> incidents =
                JourneyPlan.of(
                                7,
                                START,
                                200,
                                List.of(),
                                Map.of(Incident.GAP, 10, Incident.LOGGER_STOPPED, 5))
                        .stream()
                        .map(JourneyPlan::incident)
                        .toList();

        assertThat(incidents).hasSize(200);
        assertThat(incidents.stream().filter(Incident.GAP::equals)).hasSize(20);
        assertThat(incidents.stream().filter(Incident.LOGGER_STOPPED::equals)).hasSize(10);
        assertThat(incidents.stream().filter(Incident.NONE::equals)).hasSize(170);
    }

    @Test
    void no_event_or_sample_is_later_than_the_run_allows() {
        for (JourneyPlan plan : plans()) {
            Instant latest =
                    steps(plan).stream()
                            .map(Step::due)
                            .max(Comparator.naturalOrder())
                            .orElseThrow();

            assertThat(latest).as("journey %d", plan.index()).isBefore(START.plus(JourneyPlan.RUN));
        }
    }

    @Test
    void nothing_is_sent_before_it_happened() {
        for (JourneyPlan plan : plans()) {
            for (Step step : steps(plan)) {
                Instant happened =
                        switch (step) {
                            case Step.Scanned scanned -> scanned.event().eventTime();
                            case Step.Measured measured ->
                                    measured.block().samples().getLast().time();
                            case Step.Sensed sensed ->
                                    sensed.block().times().stream()
                                            .max(Comparator.naturalOrder())
                                            .orElseThrow();
                            case Step.Downloaded downloaded ->
                                    downloaded.samples().getLast().time();
                        };
                assertThat(step.due()).isAfterOrEqualTo(happened);
            }
        }
    }

    @Test
    void everyone_says_only_what_their_kind_of_party_may_say() {
        for (JourneyPlan plan : plans()) {
            for (Step step : steps(plan)) {
                if (step instanceof Step.Scanned scanned) {
                    assertThat(scanned.event().fact().statedBy()).contains(scanned.actor().kind());
                }
            }
        }
    }

    @Test
    void custody_passes_from_hand_to_hand() {
        for (JourneyPlan plan : plans()) {
            var holder = new PartyId("site-lindenhof");
            Map<HandoffId, HandoffReleased> releases = new HashMap<>();
            for (Event event : inOrder(plan)) {
                if (event.fact() instanceof HandoffReleased release) {
                    assertThat(release.from()).isEqualTo(holder);
                    releases.put(release.handoff(), release);
                }
                if (event.fact() instanceof HandoffAccepted acceptance) {
                    assertThat(releases).containsKey(acceptance.handoff());
                    HandoffReleased release =
                            Objects.requireNonNull(releases.remove(acceptance.handoff()));
                    assertThat(acceptance.to()).isEqualTo(release.to());
                    assertThat(acceptance.materials()).isEqualTo(release.materials());
                    holder = acceptance.to();
                }
            }
            assertThat(releases).isEmpty();
            assertThat(holder.value())
                    .isEqualTo(plan.incident().ends() ? "facility-rheintal" : "centre-seeblick");
        }
    }

    @Test
    void two_nurses_confirm_before_each_infusion() {
        for (JourneyPlan plan : plans()) {
            if (!plan.incident().ends()) {
                List<Actor> nurses =
                        steps(plan).stream()
                                .filter(step -> step instanceof Step.Scanned s && atBedside(s))
                                .map(Step::actor)
                                .distinct()
                                .toList();

                assertThat(nurses).containsExactly(Actor.NURSE_1, Actor.NURSE_2);
            }
        }
    }

    @Test
    void no_two_journeys_share_a_donation_number_or_logger() {
        Set<String> dins = new HashSet<>();
        Set<LoggerId> loggers = new HashSet<>();
        int packed = 0;
        for (JourneyPlan plan : plans()) {
            for (Event event : Set.copyOf(events(plan))) {
                if (event.fact() instanceof MaterialCollected collected) {
                    assertThat(dins.add(collected.din().value())).isTrue();
                }
                if (event.fact() instanceof Packed p) {
                    packed++;
                    loggers.addAll(p.loggers());
                }
            }
        }

        assertThat(dins).hasSize(JOURNEYS);
        assertThat(loggers).hasSize(packed);
    }

    @Test
    void a_replaying_journey_is_packed_with_the_first_reading_of_its_file() {
        Instant first = Instant.parse("2023-04-17T15:23:00Z");
        List<Sample> samples =
                IntStream.range(0, 400)
                        .mapToObj(n -> new Sample(first.plusSeconds(600L * n), new Celsius(510)))
                        .toList();
        var export = new LoggerExport(new LoggerId("RCPJ00010"), "text", samples);

        JourneyPlan plan =
                JourneyPlan.of(42, START, 24, List.of(export)).stream()
                        .filter(p -> p.export().isPresent())
                        .findFirst()
                        .orElseThrow();

        Event packed =
                inOrder(plan).stream()
                        .filter(e -> e.fact() instanceof Packed)
                        .findFirst()
                        .orElseThrow();
        assertThat(packed.eventTime()).isEqualTo(first);
        assertThat(((Packed) packed.fact()).loggers()).containsExactly(export.logger());
        assertThat(plan.due()).isBetween(START, START.plus(Duration.ofDays(22)));
        assertThat(steps(plan)).anyMatch(step -> step instanceof Step.Downloaded);
    }

    private static List<JourneyPlan> plans() {
        return JourneyPlan.of(42, START, JOURNEYS, List.of());
    }

    private static List<Step> steps(JourneyPlan plan) {
        return plan.steps(CoiId.issue("A9999", 26, plan.index() + 1), PATIENT);
    }

    private static List<Event> events(JourneyPlan plan) {
        return steps(plan).stream()
                .filter(step -> step instanceof Step.Scanned)
                .map(step -> ((Step.Scanned) step).event())
                .toList();
    }

    private static List<Event> inOrder(JourneyPlan plan) {
        return events(plan).stream()
                .distinct()
                .sorted(Comparator.comparing(Event::eventTime))
                .toList();
    }

    private static boolean atBedside(Step.Scanned scanned) {
        Fact fact = scanned.event().fact();
        return fact instanceof IdentityConfirmed confirmed
                && confirmed.purpose() == IdentityConfirmed.Purpose.INFUSION;
    }
}
