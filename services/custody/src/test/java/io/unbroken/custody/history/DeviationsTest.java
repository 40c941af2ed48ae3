package io.unbroken.custody.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.custody.event.Fact.DeviationDispositioned;
import io.unbroken.custody.event.Fact.DeviationDispositioned.Disposition;
import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.Fact.QcResultReported;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignatureMeaning;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.history.Deviation.Effect;
import io.unbroken.custody.history.Deviation.State;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.status.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who can clear what holds, and for how long.
class DeviationsTest {

    private static final String MISMATCH = "IDENTITY_MISMATCH";
    private static final String LABELS = "LABELS_UNACCOUNTED";

    @Test
    void quality_alone_clears_what_is_its_to_clear() {
        Journeys journey = withLabelsMissing();
        assertThat(infusion(journey).go()).isFalse();
        assertThat(deviation(journey, LABELS).awaits())
                .containsExactly(SignatureMeaning.DEVIATION_ASSESSED_BY_QUALITY);

        Correcting.quality(journey, LABELS, Disposition.USE_AS_IS);

        assertThat(deviation(journey, LABELS).state()).isEqualTo(State.ACCEPTED);
        assertThat(infusion(journey).go()).isTrue();
        assertThat(journey.history().findings())
                .as("it stays to be seen")
                .extracting(Finding::blocking)
                .containsExactly(false);
    }

    @Test
    void a_mismatch_of_identity_takes_quality_and_the_physician() {
        Journeys journey = withWrongLabel();

        Correcting.quality(journey, MISMATCH, Disposition.USE_AS_IS);
        assertThat(infusion(journey).go()).isFalse();
        assertThat(deviation(journey, MISMATCH).awaits())
                .containsExactly(SignatureMeaning.DEVIATION_ASSESSED_BY_PHYSICIAN);

        Correcting.physician(journey, MISMATCH, Disposition.USE_AS_IS);
        assertThat(infusion(journey).go()).isTrue();
    }

    @Test
    void one_rejection_outweighs_every_acceptance() {
        Journeys journey = withWrongLabel();
        Correcting.quality(journey, MISMATCH, Disposition.USE_AS_IS);
        Correcting.physician(journey, MISMATCH, Disposition.USE_AS_IS);

        Correcting.physician(journey, MISMATCH, Disposition.REJECT);

        assertThat(deviation(journey, MISMATCH).state()).isEqualTo(State.REJECTED);
        assertThat(infusion(journey).go()).isFalse();
    }

    @Test
    void whatever_else_comes_to_light_opens_it_again() {
        Journeys journey = withLabelsMissing();
        Correcting.quality(journey, LABELS, Disposition.USE_AS_IS);

        journey.say(Journeys.SITE, PartyKind.COLLECTION, new LabelsReconciled(4, 2, 0));

        assertThat(deviation(journey, LABELS).state()).isEqualTo(State.OPEN);
        assertThat(deviation(journey, LABELS).decisions())
                .extracting(Deviation.Decision::effect)
                .containsExactly(Effect.OTHER_BASIS);
        assertThat(infusion(journey).go()).isFalse();
    }

    @Test
    void a_decision_on_what_is_not_to_be_seen_stays_to_be_seen() {
        Journeys journey = withLabelsMissing();
        SignedEvent missing = journey.events().getLast();
        Correcting.quality(journey, LABELS, Disposition.USE_AS_IS);

        Correcting.approve(journey, Correcting.correct(journey, missing, Optional.empty()));

        assertThat(deviation(journey, LABELS).state()).isEqualTo(State.GONE);
        assertThat(deviation(journey, LABELS).decisions()).hasSize(1);
    }

    @Test
    void who_is_missing_or_who_it_is_cannot_be_waved_through() {
        Journeys journey = Journeys.upToInfusion();
        journey.say(
                Journeys.SITE,
                PartyKind.COLLECTION,
                new TherapyOrdered(new OrderId("ORD-0002"), new ProfileId("SYN-CART-19")));
        assertThat(deviation(journey, "ORDER_CONFLICT").awaits()).isEmpty();

        Correcting.quality(journey, "ORDER_CONFLICT", Disposition.USE_AS_IS);

        assertThat(deviation(journey, "ORDER_CONFLICT").decisions())
                .extracting(Deviation.Decision::effect)
                .containsExactly(Effect.NOT_ALLOWED);
        assertThat(infusion(journey).go()).isFalse();
    }

    @Test
    void nobody_decides_on_what_they_did_or_where_they_have_no_part() {
        Journeys journey = withLabelsMissing();
        Deviation open = deviation(journey, LABELS);
        var decision =
                Correcting.decision(
                        open,
                        Disposition.USE_AS_IS,
                        SignatureMeaning.DEVIATION_ASSESSED_BY_QUALITY);
        Correcting.say(
                journey,
                "quality-1",
                new PartyId("facility-elsewhere"),
                PartyKind.MANUFACTURING,
                decision);
        Journeys own = Journeys.upToInfusion();
        own.say(
                "quality-1",
                Journeys.FACILITY,
                PartyKind.MANUFACTURING,
                new LabelsReconciled(4, 3, 0));
        Correcting.quality(own, LABELS, Disposition.USE_AS_IS);

        for (Journeys each : List.of(journey, own)) {
            assertThat(deviation(each, LABELS).decisions())
                    .extracting(Deviation.Decision::effect)
                    .containsExactly(Effect.NOT_ENTITLED);
            assertThat(infusion(each).go()).isFalse();
        }
    }

    @Test
    void a_failed_test_is_accepted_by_both_and_a_missing_one_by_nobody() {
        Journeys journey = Journeys.upToInfusion();
        journey.say(
                Journeys.FACILITY,
                PartyKind.MANUFACTURING,
                new QcResultReported(
                        Journeys.LOT,
                        QcResultReported.Test.VIABILITY,
                        Optional.empty(),
                        "",
                        "QC-1",
                        QcResultReported.TestOutcome.FAIL));

        Correcting.quality(journey, "QC_FAILED", Disposition.USE_AS_IS);
        assertThat(infusion(journey).go()).isFalse();
        Correcting.physician(journey, "QC_FAILED", Disposition.USE_AS_IS);
        assertThat(infusion(journey).reasons()).isEmpty();

        journey.events()
                .removeIf(event ->
                        event.event().fact() instanceof QcResultReported result
                                && result.test() == QcResultReported.Test.STERILITY);
        assertThat(infusion(journey).go()).isFalse();
    }

    @Test
    void silence_of_a_logger_is_accepted_as_it_was_shown_and_stays_unknown() {
        Journeys journey = Journeys.upToInfusion();
        journey.readings().remove(Journeys.COLD_LOGGER);

        Correcting.quality(journey, "TELEMETRY_GAP", Disposition.USE_AS_IS);

        assertThat(journey.history().coldChain()).isEqualTo(Verdict.UNKNOWN);
        assertThat(infusion(journey).reasons()).isEmpty();
    }

    @Test
    void a_physician_speaks_as_physician_only() {
        assertThat(
                        new DeviationDispositioned(
                                        MISMATCH,
                                        "LOT-1/1",
                                        new ContentHash("a".repeat(64)),
                                        Disposition.USE_AS_IS,
                                        "Known.",
                                        SignatureMeaning.DEVIATION_ASSESSED_BY_PHYSICIAN)
                                .statedBy())
                .containsExactly(PartyKind.INFUSION);
        assertThatThrownBy(() ->
                        new DeviationDispositioned(
                                MISMATCH,
                                "LOT-1/1",
                                new ContentHash("a".repeat(64)),
                                Disposition.USE_AS_IS,
                                "Known.",
                                SignatureMeaning.CORRECTION_APPROVED))
                .hasMessageContaining("meaning");
    }

    private static Journeys withLabelsMissing() {
        Journeys journey = Journeys.upToInfusion();
        journey.say(Journeys.SITE, PartyKind.COLLECTION, new LabelsReconciled(4, 3, 0));
        return journey;
    }

    private static Journeys withWrongLabel() {
        Journeys journey = Journeys.upToInfusion();
        journey.say(
                "ward-3",
                Journeys.CENTRE,
                PartyKind.INFUSION,
                new IdentityConfirmed(
                        IdentityConfirmed.Purpose.INFUSION,
                        Journeys.PATIENT,
                        List.of(new MaterialLabel(Journeys.OTHER, Journeys.DOSE))));
        return journey;
    }

    private static Deviation deviation(Journeys journey, String finding) {
        return Correcting.deviation(journey.history(), finding);
    }

    private static Judgement infusion(Journeys journey) {
        return journey.history().judgements().getLast();
    }
}
