package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.Corrected;
import io.unbroken.custody.event.Fact.CorrectionApproved;
import io.unbroken.custody.event.Fact.Cryopreserved;
import io.unbroken.custody.event.Fact.DeviationDispositioned;
import io.unbroken.custody.event.Fact.Discarded;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.JourneySealed;
import io.unbroken.custody.event.Fact.LabelPrinted;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.Fact.LotDecided;
import io.unbroken.custody.event.Fact.LotStarted;
import io.unbroken.custody.event.Fact.LymphodepletionGiven;
import io.unbroken.custody.event.Fact.ManufacturingStepCompleted;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.ProductFormulated;
import io.unbroken.custody.event.Fact.ProductInfused;
import io.unbroken.custody.event.Fact.QcResultReported;
import io.unbroken.custody.event.Fact.ReceiptInspected;
import io.unbroken.custody.event.Fact.Retrieved;
import io.unbroken.custody.event.Fact.Stored;
import io.unbroken.custody.event.Fact.ThawCompleted;
import io.unbroken.custody.event.Fact.ThawStarted;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.event.Fact.TransportMilestoneReached;
import io.unbroken.custody.event.Fact.Unpacked;
import java.util.Optional;
import java.util.function.Predicate;

/// What a correction may change, and whose signatures it needs.
final class CorrectionRule {

    private CorrectionRule() {}

    /// Whose agreement a correction needs beside its author's signature.
    enum Agreement {
        /// No point of use rests on it.
        NONE,
        SECOND_PERSON,
        /// Quality released or will release on it.
        QUALITY
    }

    static Agreement agreement(Fact original) {
        return switch (original) {
            case TransportMilestoneReached _, ManufacturingStepCompleted _ -> Agreement.NONE;
            case LotStarted _,
                    ProductFormulated _,
                    Cryopreserved _,
                    QcResultReported _,
                    LotDecided _ ->
                    Agreement.QUALITY;
            case TherapyOrdered _,
                    PatientEnrolled _,
                    IdentityConfirmed _,
                    MaterialCollected _,
                    LabelsReconciled _,
                    LabelPrinted _,
                    Packed _,
                    HandoffReleased _,
                    HandoffAccepted _,
                    Unpacked _,
                    ReceiptInspected _,
                    Stored _,
                    Retrieved _,
                    LymphodepletionGiven _,
                    ThawStarted _,
                    ThawCompleted _,
                    ProductInfused _,
                    Discarded _,
                    Corrected _,
                    CorrectionApproved _,
                    JourneySealed _,
                    DeviationDispositioned _ ->
                    Agreement.SECOND_PERSON;
        };
    }

    /// Why this may not stand in the place of what was said; empty if it may.
    static Optional<String> refusal(Fact original, Optional<Fact> replacement) {
        if (replacement.filter(fact -> fact.getClass() != original.getClass()).isPresent()) {
            return Optional.of("The replacement is of another kind than what was said.");
        }
        return switch (original) {
            case Corrected _, CorrectionApproved _, JourneySealed _, DeviationDispositioned _ ->
                    Optional.of(
                            "A signature is not corrected; a new statement takes its place, and names it.");
            case IdentityConfirmed _ ->
                    replacement.map(_ ->
                            "A confirmation of identity is struck out and made again, never changed.");
            case LotDecided _ ->
                    replacement.map(
                            _ -> "A signed decision is struck out and made again, never changed.");
            case PatientEnrolled said ->
                    keeps(
                            replacement,
                            PatientEnrolled.class,
                            now -> now.patient().equals(said.patient()),
                            "A chain belongs to one patient for life.");
            case ProductInfused said ->
                    keeps(
                            replacement,
                            ProductInfused.class,
                            now -> now.material().equals(said.material()),
                            "Which unit a patient was given is not corrected.");
            case LabelPrinted said ->
                    keeps(
                            replacement,
                            LabelPrinted.class,
                            now ->
                                    now.label() == said.label()
                                            && now.subject().equals(said.subject()),
                            "Which label came out of a printer is not corrected.");
            case TherapyOrdered _,
                    MaterialCollected _,
                    LabelsReconciled _,
                    Packed _,
                    HandoffReleased _,
                    HandoffAccepted _,
                    TransportMilestoneReached _,
                    Unpacked _,
                    ReceiptInspected _,
                    Stored _,
                    Retrieved _,
                    LotStarted _,
                    ManufacturingStepCompleted _,
                    ProductFormulated _,
                    Cryopreserved _,
                    QcResultReported _,
                    LymphodepletionGiven _,
                    ThawStarted _,
                    ThawCompleted _,
                    Discarded _ ->
                    Optional.empty();
        };
    }

    private static <F extends Fact> Optional<String> keeps(
            Optional<Fact> replacement, Class<F> kind, Predicate<F> same, String otherwise) {
        return replacement.filter(fact -> same.test(kind.cast(fact))).isPresent()
                ? Optional.empty()
                : Optional.of(otherwise);
    }
}
