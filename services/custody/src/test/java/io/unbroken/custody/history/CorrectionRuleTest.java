package io.unbroken.custody.history;

import static io.unbroken.custody.history.CorrectionRule.agreement;
import static io.unbroken.custody.history.CorrectionRule.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.CorrectionReason;
import io.unbroken.custody.event.EventReference;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.Corrected;
import io.unbroken.custody.event.Fact.CorrectionApproved;
import io.unbroken.custody.event.Fact.Cryopreserved;
import io.unbroken.custody.event.Fact.DeviationDispositioned;
import io.unbroken.custody.event.Fact.DeviationDispositioned.Disposition;
import io.unbroken.custody.event.Fact.Discarded;
import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.JourneySealed;
import io.unbroken.custody.event.Fact.LabelPrinted;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.Fact.LotDecided;
import io.unbroken.custody.event.Fact.LotStarted;
import io.unbroken.custody.event.Fact.ManufacturingStepCompleted;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.ProductFormulated;
import io.unbroken.custody.event.Fact.ProductInfused;
import io.unbroken.custody.event.Fact.QcResultReported;
import io.unbroken.custody.event.Fact.ThawCompleted;
import io.unbroken.custody.event.Fact.TransportMilestoneReached;
import io.unbroken.custody.event.SignatureMeaning;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.CorrectionRule.Agreement;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.EquipmentId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.LabelSubject;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PatientToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What each kind of fact asks of a correction.
final class CorrectionRuleTest {

    private static final ContentHash HASH = new ContentHash("a".repeat(64));
    private static final EventReference EARLIER =
            new EventReference(new EventId("0f8fad5b-d9cb-469f-a165-70867728950e"), HASH);
    private static final EquipmentId EQUIPMENT = new EquipmentId("CRF-1");

    private static final List<Fact> STATEMENTS =
            List.of(
                    new Corrected(
                            EARLIER,
                            List.of(),
                            Optional.empty(),
                            CorrectionReason.DID_NOT_OCCUR,
                            "Never happened",
                            SignatureMeaning.CORRECTION_AUTHORED),
                    new CorrectionApproved(EARLIER, SignatureMeaning.CORRECTION_APPROVED),
                    new JourneySealed(HASH, SignatureMeaning.JOURNEY_REVIEWED_BY_QUALITY),
                    new DeviationDispositioned(
                            "SEAL_BROKEN",
                            "BOX-1",
                            HASH,
                            Disposition.REJECT,
                            "Too warm",
                            SignatureMeaning.DEVIATION_ASSESSED_BY_QUALITY));

    /// One of each kind of what happens, from a whole journey and what it does not have.
    private static final List<Fact> HAPPENED =
            Stream.concat(
                            Journeys.wholeWay().events().stream()
                                    .map(SignedEvent::event)
                                    .map(event -> event.fact()),
                            Stream.of(
                                    new LabelsReconciled(3, 2, 1),
                                    printed("LOT-1/1", 2),
                                    new TransportMilestoneReached(
                                            TransportMilestoneReached.Milestone.DEPARTED,
                                            Journeys.BOX,
                                            Journeys.PLACE),
                                    new ManufacturingStepCompleted(
                                            Journeys.LOT,
                                            ManufacturingStepCompleted.Step.EXPANSION,
                                            Journeys.START,
                                            Journeys.START,
                                            EQUIPMENT,
                                            Optional.empty()),
                                    new Cryopreserved(
                                            Journeys.LOT,
                                            List.of(Journeys.DOSE),
                                            EQUIPMENT,
                                            Journeys.START,
                                            Journeys.START),
                                    new ThawCompleted(Journeys.DOSE),
                                    new Discarded(
                                            List.of(Journeys.DOSE), Discarded.Reason.EXPIRED)))
                    .collect(
                            Collectors.toMap(
                                    Fact::getClass, Function.identity(), (first, _) -> first))
                    .values()
                    .stream()
                    .toList();

    @Test
    void every_kind_of_fact_is_here() {
        Set<Class<?>> here =
                Stream.concat(HAPPENED.stream(), STATEMENTS.stream())
                        .map(Fact::getClass)
                        .collect(Collectors.toSet());

        assertThat(here).containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
    }

    @Test
    void what_quality_releases_on_takes_quality_and_all_else_that_matters_a_second_person() {
        Map<Class<? extends Fact>, Agreement> others =
                Map.of(
                        TransportMilestoneReached.class,
                        Agreement.NONE,
                        ManufacturingStepCompleted.class,
                        Agreement.NONE,
                        LotStarted.class,
                        Agreement.QUALITY,
                        ProductFormulated.class,
                        Agreement.QUALITY,
                        Cryopreserved.class,
                        Agreement.QUALITY,
                        QcResultReported.class,
                        Agreement.QUALITY,
                        LotDecided.class,
                        Agreement.QUALITY);
        for (Fact fact : Stream.concat(HAPPENED.stream(), STATEMENTS.stream()).toList()) {
            assertThat(agreement(fact))
                    .as("%s", fact.getClass())
                    .isEqualTo(others.getOrDefault(fact.getClass(), Agreement.SECOND_PERSON));
        }
    }

    @Test
    void what_happened_may_be_said_otherwise_but_for_what_was_signed_or_is_for_life() {
        Set<Class<? extends Fact>> neverChanged = Set.of(IdentityConfirmed.class, LotDecided.class);
        for (Fact fact : HAPPENED) {
            assertThat(refusal(fact, Optional.of(fact)).isPresent())
                    .as("%s", fact.getClass())
                    .isEqualTo(neverChanged.contains(fact.getClass()));
        }
        assertThat(
                        refusal(
                                only(IdentityConfirmed.class),
                                Optional.of(only(IdentityConfirmed.class))))
                .contains(
                        "A confirmation of identity is struck out and made again, never changed.");
        assertThat(refusal(only(LotDecided.class), Optional.of(only(LotDecided.class))))
                .contains("A signed decision is struck out and made again, never changed.");
    }

    @Test
    void a_signature_is_never_corrected() {
        for (Fact statement : STATEMENTS) {
            assertThat(refusal(statement, Optional.empty())).as("%s", statement).isPresent();
        }
    }

    @Test
    void what_happened_is_replaced_by_its_own_kind() {
        for (Fact fact : HAPPENED) {
            for (Fact other : HAPPENED) {
                if (!other.getClass().equals(fact.getClass())) {
                    assertThat(refusal(fact, Optional.of(other)))
                            .contains("The replacement is of another kind than what was said.");
                }
            }
        }
    }

    @Test
    void patient_and_given_unit_stay_whatever_else_is_corrected() {
        var enrolled = (PatientEnrolled) only(PatientEnrolled.class);
        var infused = (ProductInfused) only(ProductInfused.class);
        var otherPatient = new PatientToken("PTZZZZZZZZZZZZZZZZZZZZZZZZZZ");

        assertThat(refusal(enrolled, Optional.of(new PatientEnrolled(enrolled.patient(), "9"))))
                .isEmpty();
        assertThat(refusal(enrolled, Optional.of(new PatientEnrolled(otherPatient, "3"))))
                .contains("A chain belongs to one patient for life.");
        assertThat(refusal(infused, Optional.of(infused(infused, Journeys.DOSE, 10)))).isEmpty();
        assertThat(refusal(infused, Optional.of(infused(infused, new MaterialId("LOT-1/2"), 70))))
                .contains("Which unit a patient was given is not corrected.");
    }

    @Test
    void which_label_was_printed_stays_and_how_many_does_not() {
        assertThat(refusal(printed("LOT-1/1", 2), Optional.of(printed("LOT-1/1", 3)))).isEmpty();
        assertThat(refusal(printed("LOT-1/1", 2), Optional.of(printed("LOT-1/2", 2))))
                .contains("Which label came out of a printer is not corrected.");
    }

    private static LabelPrinted printed(String subject, int copies) {
        return new LabelPrinted(
                LabelPrinted.LabelKind.BAG,
                new LabelSubject(subject),
                copies,
                new ContentHash("b".repeat(64)),
                Optional.empty());
    }

    private static ProductInfused infused(ProductInfused said, MaterialId material, int amount) {
        return new ProductInfused(material, said.started(), said.ended(), amount, said.amount());
    }

    private static Fact only(Class<? extends Fact> kind) {
        return HAPPENED.stream().filter(kind::isInstance).findFirst().orElseThrow();
    }
}
