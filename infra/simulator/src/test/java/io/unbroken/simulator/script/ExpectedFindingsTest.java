package io.unbroken.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.History;
import io.unbroken.custody.history.Stage;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.status.JourneyState;
import io.unbroken.custody.telemetry.ConditionBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExpectedFindingsTest {

    static final Instant START = Instant.parse("2026-09-01T06:00:00Z");
    static final PatientToken PATIENT = new PatientToken("PT" + "B".repeat(26));

    @Test
    void each_incident_shows_what_is_expected_of_it_and_nothing_else() {
        for (long seed = 1; seed <= 5; seed++) {
            for (JourneyPlan plan : JourneyPlan.of(seed, START, 24, List.of())) {
                History history = history(plan);

                assertThat(
                                history.findings().stream()
                                        .map(finding -> finding.code().name())
                                        .collect(Collectors.toSet()))
                        .as("seed %d, journey %d: %s", seed, plan.index(), history.findings())
                        .isEqualTo(plan.incident().findings());
                assertThat(history.stage())
                        .isEqualTo(plan.incident().ends() ? Stage.REJECTED : Stage.INFUSED);
                if (plan.incident() == Incident.SEALED) {
                    assertThat(history.closure().state()).isEqualTo(JourneyState.SEALED);
                }
                if (plan.incident() == Incident.LATE_EVENT) {
                    assertThat(history.closure().state()).isEqualTo(JourneyState.COMPLETE);
                }
            }
        }
    }

    private static History history(JourneyPlan plan) {
        var coi = CoiId.issue("A9999", 26, plan.index() + 1);
        var events = new ArrayList<>(enrolled(plan, coi));
        var samples = new HashMap<LoggerId, List<Sample>>();
        var conditions = new ArrayList<ConditionBlock>();
        for (Step step : plan.steps(coi, PATIENT)) {
            switch (step) {
                case Step.Scanned(_, var actor, var event) ->
                        events.add(
                                signed(
                                        completion(events, coi, samples, conditions)
                                                .complete(event),
                                        actor.kind()));
                case Step.Measured(_, _, var block) ->
                        samples.computeIfAbsent(block.logger(), _ -> new ArrayList<>())
                                .addAll(block.samples());
                case Step.Sensed(_, _, var block) -> conditions.add(block);
                case Step.Downloaded(_, _, var logger, _, var some) ->
                        samples.computeIfAbsent(logger, _ -> new ArrayList<>()).addAll(some);
            }
        }
        return history(coi, events, samples, conditions);
    }

    private static History history(
            CoiId coi,
            List<SignedEvent> events,
            Map<LoggerId, List<Sample>> samples,
            List<ConditionBlock> conditions) {
        Map<LoggerId, Readings> readings = new HashMap<>();
        samples.forEach((logger, some) -> readings.put(logger, Readings.of(some)));
        return History.derive(coi, events, SyntheticProfiles.all(), readings, conditions);
    }

    /// What the services would answer.
    private static Completion completion(
            List<SignedEvent> events,
            CoiId coi,
            Map<LoggerId, List<Sample>> samples,
            List<ConditionBlock> conditions) {
        return new Completion(
                id ->
                        events.stream()
                                .filter(event -> event.event().id().equals(id))
                                .map(SignedEvent::content)
                                .findFirst()
                                .orElseThrow(),
                () -> history(coi, events, samples, conditions).closure().basis().orElseThrow());
    }

    /// What the collection site states when it enrols.
    static List<SignedEvent> enrolled(JourneyPlan plan, CoiId coi) {
        Enrolment enrolment = plan.enrolment();
        return List.of(
                enrolled(
                        plan.ids(),
                        coi,
                        enrolment,
                        new TherapyOrdered(enrolment.order(), enrolment.product())),
                enrolled(
                        plan.ids(),
                        coi,
                        enrolment,
                        new PatientEnrolled(PATIENT, enrolment.consentVersion())));
    }

    private static SignedEvent enrolled(Identities ids, CoiId coi, Enrolment enrolment, Fact fact) {
        return signed(
                new Event(
                        ids.event(fact.getClass().getSimpleName()),
                        coi,
                        enrolment.eventTime(),
                        enrolment.offsetMinutes(),
                        Actor.COLLECTION.person(),
                        enrolment.device(),
                        List.of(),
                        fact),
                PartyKind.COLLECTION);
    }

    static SignedEvent signed(Event event, PartyKind kind) {
        var party =
                switch (kind) {
                    case COLLECTION -> "site-lindenhof";
                    case COURIER -> "courier-polaris";
                    case MANUFACTURING -> "facility-rheintal";
                    case INFUSION -> "centre-seeblick";
                };
        var content = new ContentHash("%064x".formatted(event.hashCode()));
        return new SignedEvent(
                event, content, new PartyId(party), kind, new KeyId("00f1e2d3c4b5a697"), 1);
    }
}
