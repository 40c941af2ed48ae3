package io.unbroken.custody.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.unbroken.custody.event.CorrectionReason;
import io.unbroken.custody.event.EventReference;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.Corrected;
import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.LotDecided;
import io.unbroken.custody.event.Fact.LymphodepletionGiven;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.ProductFormulated;
import io.unbroken.custody.event.Fact.ProductInfused;
import io.unbroken.custody.event.Fact.QcResultReported;
import io.unbroken.custody.event.Fact.Unit;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignatureMeaning;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.history.Correction.Effect;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.PatientToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What comes of each kind of correction.
class CorrectionsTest {

    private static final EventId NEVER_SAID = new EventId("00000000-0000-4000-8000-00000000dead");

    @Test
    void a_correction_that_a_second_person_approves_counts_and_the_original_stays() {
        Journeys journey = Journeys.complete();
        SignedEvent original = Correcting.first(journey, MaterialCollected.class);

        SignedEvent correction = Correcting.correct(journey, original, Optional.of(collected(180)));
        Correcting.approve(journey, correction);
        History history = journey.history();

        assertThat(effects(history)).containsExactly(Effect.COUNTS);
        assertThat(history.findings()).isEmpty();
        assertThat(bag(history).millilitres()).isEqualTo(180);
        assertThat(history.events())
                .extracting(History.Entry::fact)
                .contains(original.event().fact());
        assertThat(history.corrections().getFirst().signatures())
                .extracting(each -> each.by().value(), Correction.Signature::meaning)
                .containsExactly(
                        tuple(Correcting.AUTHOR, SignatureMeaning.CORRECTION_AUTHORED),
                        tuple(Correcting.SECOND, SignatureMeaning.CORRECTION_APPROVED));
    }

    @Test
    void until_a_second_person_signs_what_was_said_stands_and_holds() {
        Journeys journey = Journeys.upToInfusion();
        SignedEvent original = Correcting.first(journey, MaterialCollected.class);

        SignedEvent correction = Correcting.correct(journey, original, Optional.of(collected(180)));
        Correcting.say(
                journey,
                Correcting.AUTHOR,
                correction.party(),
                correction.kind(),
                new Fact.CorrectionApproved(
                        EventReference.to(correction), SignatureMeaning.CORRECTION_APPROVED));
        History history = journey.history();

        assertThat(effects(history)).containsExactly(Effect.UNAPPROVED);
        assertThat(codes(history)).containsExactly(FindingCode.CORRECTION_UNAPPROVED);
        assertThat(bag(history).millilitres()).isEqualTo(200);
        assertThat(history.judgements()).noneMatch(Judgement::go);
    }

    @Test
    void what_quality_released_on_takes_qualitys_signature_and_a_new_decision() {
        Journeys journey = Journeys.upToInfusion();
        SignedEvent original = Correcting.first(journey, ProductFormulated.class);
        ProductFormulated said = (ProductFormulated) original.event().fact();
        var right =
                new ProductFormulated(
                        said.lot(), List.of(new Unit(Journeys.DOSE, 65)), said.expires());

        SignedEvent correction = Correcting.correct(journey, original, Optional.of(right));
        Correcting.approve(journey, correction);
        assertThat(effects(journey.history())).containsExactly(Effect.UNAPPROVED);
        Correcting.approve(journey, correction, SignatureMeaning.CORRECTION_APPROVED_BY_QUALITY);
        assertThat(codes(journey.history())).containsExactly(FindingCode.RELEASE_REOPENED);
        assertThat(journey.history().judgements().getLast().go()).isFalse();
        Correcting.say(
                journey,
                "quality-1",
                Journeys.FACILITY,
                PartyKind.MANUFACTURING,
                new LotDecided(
                        Journeys.LOT,
                        LotDecided.Decision.RELEASED,
                        List.of(Journeys.DOSE),
                        "Released for infusion"));

        assertThat(journey.history().findings()).isEmpty();
        assertThat(journey.history().judgements().getLast().go()).isTrue();
    }

    @Test
    void a_correction_is_corrected_by_one_that_names_it() {
        Journeys journey = Journeys.complete();
        SignedEvent original = Correcting.first(journey, MaterialCollected.class);
        SignedEvent first = Correcting.correct(journey, original, Optional.of(collected(180)));
        Correcting.approve(journey, first);

        SignedEvent second =
                Correcting.correct(journey, original, Optional.of(collected(190)), List.of(first));
        Correcting.approve(journey, second);
        History history = journey.history();

        assertThat(effects(history)).containsExactly(Effect.SUPERSEDED, Effect.COUNTS);
        assertThat(bag(history).millilitres()).isEqualTo(190);
        assertThat(history.findings()).isEmpty();
    }

    @Test
    void a_signature_itself_is_not_corrected() {
        Journeys journey = Journeys.complete();
        SignedEvent original = Correcting.first(journey, MaterialCollected.class);
        SignedEvent first = Correcting.correct(journey, original, Optional.of(collected(180)));
        Correcting.approve(journey, first);

        SignedEvent second = Correcting.correct(journey, first, Optional.empty());
        Correcting.approve(journey, second);
        History history = journey.history();

        assertThat(effects(history)).containsExactly(Effect.COUNTS, Effect.NOT_ALLOWED);
        assertThat(codes(history)).containsExactly(FindingCode.CORRECTION_NOT_ALLOWED);
        assertThat(bag(history).millilitres()).isEqualTo(180);
    }

    @Test
    void two_corrections_that_do_not_know_each_other_contradict_and_the_original_stands() {
        Journeys journey = Journeys.complete();
        SignedEvent original = Correcting.first(journey, MaterialCollected.class);
        SignedEvent one = Correcting.correct(journey, original, Optional.of(collected(180)));
        SignedEvent other = Correcting.correct(journey, original, Optional.of(collected(190)));
        Correcting.approve(journey, one);
        Correcting.approve(journey, other);

        History torn = journey.history();
        assertThat(effects(torn)).containsExactly(Effect.CONFLICTING, Effect.CONFLICTING);
        assertThat(codes(torn)).containsExactly(FindingCode.CORRECTION_CONFLICT);
        assertThat(bag(torn).millilitres()).isEqualTo(200);

        SignedEvent last =
                Correcting.correct(
                        journey, original, Optional.of(collected(185)), List.of(one, other));
        Correcting.approve(journey, last);
        assertThat(journey.history().findings()).isEmpty();
        assertThat(bag(journey.history()).millilitres()).isEqualTo(185);
    }

    @Test
    void a_correction_of_an_event_that_is_not_known_waits_for_it() {
        Journeys journey = Journeys.upToInfusion();
        SignedEvent original = Correcting.first(journey, MaterialCollected.class);
        SignedEvent correction = Correcting.correct(journey, original, Optional.of(collected(180)));
        Correcting.approve(journey, correction);
        byte[] complete = journey.history().canonical();

        journey.events().remove(original);
        History early = journey.history();
        assertThat(effects(early)).containsExactly(Effect.WITHOUT_ORIGINAL);
        assertThat(codes(early)).contains(FindingCode.CORRECTION_WITHOUT_ORIGINAL);
        assertThat(early.judgements()).noneMatch(Judgement::go);

        journey.events().add(original);
        assertThat(journey.history().canonical()).isEqualTo(complete);
    }

    @Test
    void a_correction_of_another_content_than_is_known_corrects_nothing() {
        Journeys journey = Journeys.upToInfusion();
        SignedEvent original = Correcting.first(journey, MaterialCollected.class);

        Correcting.say(
                journey,
                Correcting.AUTHOR,
                original.party(),
                original.kind(),
                Correcting.correction(
                        new EventReference(original.event().id(), new ContentHash("e".repeat(64))),
                        Optional.of(collected(180)),
                        List.of()));
        History history = journey.history();

        assertThat(effects(history)).containsExactly(Effect.WITHOUT_ORIGINAL);
        assertThat(history.findings())
                .extracting(Finding::detail)
                .containsExactly(
                        "The correction was made of another content than is known under this id.");
        assertThat(history.judgements()).noneMatch(Judgement::go);
    }

    @Test
    void nobody_corrects_what_another_party_said() {
        Journeys journey = Journeys.upToInfusion();
        SignedEvent original = Correcting.first(journey, MaterialCollected.class);

        SignedEvent correction =
                Correcting.say(
                        journey,
                        Correcting.AUTHOR,
                        Journeys.CENTRE,
                        PartyKind.INFUSION,
                        Correcting.correction(
                                EventReference.to(original), Optional.empty(), List.of()));
        Correcting.approve(journey, correction);
        History history = journey.history();

        assertThat(effects(history)).containsExactly(Effect.NOT_ENTITLED);
        assertThat(codes(history)).containsExactly(FindingCode.CORRECTION_NOT_ENTITLED);
        assertThat(bag(history).millilitres()).isEqualTo(200);
    }

    @Test
    void whose_cells_they_are_and_what_was_given_is_not_corrected() {
        Journeys journey = Journeys.complete();
        SignedEvent enrolled = Correcting.first(journey, PatientEnrolled.class);
        SignedEvent infused = Correcting.first(journey, ProductInfused.class);
        var other = new PatientEnrolled(new PatientToken("PTZZZZZZZZZZZZZZZZZZZZZZZZZZ"), "3");

        Correcting.approve(journey, Correcting.correct(journey, enrolled, Optional.of(other)));
        Correcting.approve(journey, Correcting.correct(journey, enrolled, Optional.empty()));
        Correcting.approve(journey, Correcting.correct(journey, infused, Optional.empty()));
        History history = journey.history();

        assertThat(effects(history)).containsOnly(Effect.NOT_ALLOWED).hasSize(3);
        assertThat(history.therapy().patient()).contains(Journeys.PATIENT);
        assertThat(history.stage()).isEqualTo(Stage.INFUSED);
    }

    @Test
    void the_replacement_is_of_the_same_kind() {
        Journeys journey = Journeys.complete();
        SignedEvent original = Correcting.first(journey, MaterialCollected.class);

        Correcting.approve(
                journey,
                Correcting.correct(
                        journey,
                        original,
                        Optional.of(new PatientEnrolled(Journeys.PATIENT, "3"))));

        assertThat(effects(journey.history())).containsExactly(Effect.NOT_ALLOWED);
    }

    @Test
    void a_wrong_scan_is_struck_out_and_its_finding_goes() {
        Journeys journey = Journeys.upToInfusion();
        SignedEvent wrong =
                Correcting.say(
                        journey,
                        "ward-1",
                        Journeys.CENTRE,
                        PartyKind.INFUSION,
                        new IdentityConfirmed(
                                IdentityConfirmed.Purpose.INFUSION,
                                Journeys.PATIENT,
                                List.of(new MaterialLabel(Journeys.OTHER, Journeys.DOSE))));
        assertThat(codes(journey.history())).containsExactly(FindingCode.IDENTITY_MISMATCH);

        Correcting.approve(journey, Correcting.correct(journey, wrong, Optional.empty()));

        assertThat(journey.history().findings()).isEmpty();
        assertThat(journey.history().events())
                .extracting(History.Entry::id)
                .contains(wrong.event().id());
    }

    @Test
    void a_confirmation_that_was_struck_out_confirms_nothing() {
        Journeys journey = Journeys.upToInfusion();
        SignedEvent confirmed = Correcting.first(journey, IdentityConfirmed.class);
        assertThat(journey.history().judgements().getLast().go()).isTrue();

        Correcting.approve(journey, Correcting.correct(journey, confirmed, Optional.empty()));

        assertThat(journey.history().findings()).isEmpty();
        assertThat(journey.history().judgements().getLast().go()).isFalse();
    }

    @Test
    void an_approval_of_what_is_not_known_is_found() {
        Journeys journey = Journeys.upToInfusion();
        Correcting.say(
                journey,
                Correcting.SECOND,
                Journeys.SITE,
                PartyKind.COLLECTION,
                new Fact.CorrectionApproved(
                        new EventReference(NEVER_SAID, new ContentHash("a".repeat(64))),
                        SignatureMeaning.CORRECTION_APPROVED));

        assertThat(codes(journey.history()))
                .containsExactly(FindingCode.CORRECTION_WITHOUT_ORIGINAL);
    }

    @Test
    void what_no_point_of_use_rests_on_needs_no_second_person() {
        Journeys journey = Journeys.upToInfusion();
        SignedEvent arrived =
                Correcting.say(
                        journey,
                        "driver-1",
                        Journeys.COURIER,
                        PartyKind.COURIER,
                        new Fact.TransportMilestoneReached(
                                Fact.TransportMilestoneReached.Milestone.ARRIVED,
                                Journeys.DEWAR,
                                Journeys.PLACE));

        Correcting.correct(journey, arrived, Optional.empty());

        assertThat(effects(journey.history())).containsExactly(Effect.COUNTS);
        assertThat(journey.history().findings()).isEmpty();
    }

    @Test
    void a_corrected_test_counts_as_what_it_was_corrected_to() {
        Journeys journey = Journeys.upToInfusion();
        SignedEvent original = Correcting.first(journey, QcResultReported.class);
        QcResultReported said = (QcResultReported) original.event().fact();
        var failed =
                new QcResultReported(
                        said.lot(),
                        said.test(),
                        said.value(),
                        said.unit(),
                        said.method(),
                        QcResultReported.TestOutcome.FAIL);

        Correcting.approve(
                journey,
                Correcting.correct(journey, original, Optional.of(failed)),
                SignatureMeaning.CORRECTION_APPROVED_BY_QUALITY);

        assertThat(codes(journey.history()))
                .contains(
                        FindingCode.QC_FAILED,
                        FindingCode.RELEASED_WITHOUT_EVIDENCE,
                        FindingCode.RELEASE_REOPENED);
    }

    @Test
    void a_reason_that_says_nothing_is_refused() {
        Journeys journey = Journeys.complete();
        EventReference event = EventReference.to(journey.events().getFirst());
        Optional<Fact> dose = Optional.of(new LymphodepletionGiven("fludarabine", 1, 3));

        assertThatThrownBy(() -> corrected(event, dose, CorrectionReason.WRONG_ENTRY, " "))
                .hasMessageContaining("explanation");
        assertThatThrownBy(() -> corrected(event, dose, CorrectionReason.DID_NOT_OCCUR, "Never."))
                .hasMessageContaining("replacement");
        assertThatThrownBy(() ->
                        corrected(
                                event,
                                Optional.of(
                                        new Fact.CorrectionApproved(
                                                event, SignatureMeaning.CORRECTION_APPROVED)),
                                CorrectionReason.WRONG_ENTRY,
                                "So."))
                .hasMessageContaining("replacement");
    }

    private static Corrected corrected(
            EventReference event, Optional<Fact> fact, CorrectionReason reason, String why) {
        return new Corrected(
                event, List.of(), fact, reason, why, SignatureMeaning.CORRECTION_AUTHORED);
    }

    private static MaterialCollected collected(int millilitres) {
        var said =
                (MaterialCollected)
                        Correcting.first(Journeys.complete(), MaterialCollected.class)
                                .event()
                                .fact();
        return new MaterialCollected(
                said.din(),
                said.procedure(),
                said.started(),
                said.ended(),
                List.of(new Unit(Journeys.BAG, millilitres)));
    }

    private static List<Effect> effects(History history) {
        return history.corrections().stream().map(Correction::effect).toList();
    }

    private static List<FindingCode> codes(History history) {
        return new ArrayList<>(history.findings().stream().map(Finding::code).distinct().toList());
    }

    private static Material bag(History history) {
        return history.materials().stream()
                .filter(material -> material.id().equals(Journeys.BAG))
                .findFirst()
                .orElseThrow();
    }
}
