package io.unbroken.custody.history;

import static io.unbroken.custody.history.Doctored.idOf;
import static io.unbroken.custody.history.Doctored.indexOf;
import static io.unbroken.custody.history.Doctored.saying;
import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.CorrectionReason;
import io.unbroken.custody.event.EventReference;
import io.unbroken.custody.event.Fact.Corrected;
import io.unbroken.custody.event.Fact.CorrectionApproved;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignatureMeaning;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// In which order a history tells its events, whatever the clocks said.
final class EventOrderTest {

    private final Journeys journey = Journeys.upToInfusion();

    @Test
    void an_acceptance_by_a_slow_clock_comes_after_its_release() {
        // given a taker whose clock is half a day behind
        Predicate<SignedEvent> taking = saying(HandoffAccepted.class);
        at(taking, journey.now().minus(Duration.ofDays(30)));

        // when
        List<EventId> told = ids(journey.history());

        // then
        assertThat(told.indexOf(idOf(journey, taking)))
                .isEqualTo(told.indexOf(idOf(journey, saying(HandoffReleased.class))) + 1);
        assertThat(journey.history().findings())
                .extracting(found -> found.code())
                .doesNotContain(FindingCode.MATERIAL_UNKNOWN, FindingCode.HANDOFF_MISMATCH);
    }

    @Test
    void an_interval_of_custody_does_not_end_before_it_begins() {
        at(saying(HandoffAccepted.class), journey.now().minus(Duration.ofDays(30)));

        assertThat(journey.history().materials())
                .flatExtracting(Material::custody)
                .allSatisfy(held ->
                        assertThat(held.until().orElse(held.from())).isAfterOrEqualTo(held.from()));
    }

    @Test
    void a_correction_and_its_approval_come_after_what_they_name() {
        // given both told by clocks that are behind
        SignedEvent enrolled =
                journey.events().get(indexOf(journey, saying(PatientEnrolled.class)));
        Instant before = Journeys.START.minus(Duration.ofDays(1));
        SignedEvent correction =
                Journeys.signed(
                        900,
                        "staff-1",
                        Journeys.SITE,
                        PartyKind.COLLECTION,
                        before,
                        new Corrected(
                                EventReference.to(enrolled),
                                List.of(),
                                Optional.of(new PatientEnrolled(Journeys.PATIENT, "4")),
                                CorrectionReason.WRONG_ENTRY,
                                "Another edition was signed",
                                SignatureMeaning.CORRECTION_AUTHORED));
        SignedEvent approval =
                Journeys.signed(
                        800,
                        "staff-2",
                        Journeys.SITE,
                        PartyKind.COLLECTION,
                        before,
                        new CorrectionApproved(
                                EventReference.to(correction),
                                SignatureMeaning.CORRECTION_APPROVED));
        journey.events().addFirst(approval);
        journey.events().addFirst(correction);

        // when
        List<EventId> told = ids(journey.history());

        // then
        int original = told.indexOf(enrolled.event().id());
        assertThat(told.subList(original, original + 3))
                .containsExactly(
                        enrolled.event().id(), correction.event().id(), approval.event().id());
    }

    @Test
    void the_basis_names_all_that_was_said_and_nothing_else() {
        History whole = journey.history();

        assertThat(Journeys.upToInfusion().history().basis()).isEqualTo(whole.basis());
        journey.events().removeLast();
        assertThat(journey.history().basis()).isNotEqualTo(whole.basis());
    }

    private void at(Predicate<SignedEvent> which, Instant time) {
        int index = indexOf(journey, which);
        SignedEvent event = journey.events().get(index);
        journey.events()
                .set(
                        index,
                        Journeys.signed(
                                (int) event.sequence(),
                                "staff-1",
                                event.party(),
                                event.kind(),
                                time,
                                event.event().fact()));
    }

    private static List<EventId> ids(History history) {
        return history.events().stream().map(event -> event.id()).toList();
    }
}
