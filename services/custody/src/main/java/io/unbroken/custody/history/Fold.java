package io.unbroken.custody.history;

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
import io.unbroken.custody.event.Fact.MaterialLabel;
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
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.history.Material.Ending;
import io.unbroken.custody.history.Material.Kind;
import io.unbroken.custody.identity.MaterialId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Walks over the events in their order and writes each into the books that it concerns. The one place that says what each
/// kind of fact changes.
final class Fold {

    final EventSet events;
    final Findings findings = new Findings();
    final TherapyBook therapy = new TherapyBook(findings);
    final CustodyBook custody = new CustodyBook(findings);
    final CarriageBook carriage = new CarriageBook(findings);
    final IdentityBook identity = new IdentityBook(findings);
    final LotBook lots = new LotBook(findings);
    final TreatmentBook treatment = new TreatmentBook();
    final Set<Receipt> receipts = new HashSet<>();
    private Stage stage = Stage.ORDERED;

    /// A unit that a kind of party inspected on receipt and accepted.
    record Receipt(MaterialId material, PartyKind by) {}

    private Fold(EventSet events) {
        this.events = events;
    }

    static Fold over(EventSet events) {
        var fold = new Fold(events);
        events.counting().forEach(fold::apply);
        fold.carriage.judge();
        return fold;
    }

    List<Carriage> carriages() {
        return carriage.carriages();
    }

    Stage stage() {
        return stage;
    }

    private void apply(SignedEvent event) {
        identity.scans(event);
        switch (event.event().fact()) {
            case TherapyOrdered fact -> therapy.ordered(event, fact);
            case PatientEnrolled fact -> therapy.enrolled(event, fact);
            case IdentityConfirmed fact -> identity.confirmed(event, fact);
            case MaterialCollected fact -> {
                custody.created(event, Kind.COLLECTED, Optional.empty(), fact.units());
                reached(Stage.COLLECTED);
            }
            case LabelsReconciled fact -> reconciled(event, fact);
            case Packed fact -> {
                identity.labels(event, fact.contents());
                handled(event, ownMaterials(event, fact.contents()));
                carriage.packed(event, fact);
            }
            case HandoffReleased fact -> {
                custody.released(event, fact);
                carriage.handedOver(event, fact.shipper(), fact.materials());
                reached(stage.inTransit());
            }
            case HandoffAccepted fact -> {
                custody.accepted(event, fact);
                carriage.handedOver(event, fact.shipper(), fact.materials());
                reached(stage.takenBy(event.kind()));
            }
            case LabelPrinted _ -> {
                // A paper; what it names is told by those who put it on and scan it.
            }
            case TransportMilestoneReached _ -> {
                // Where a shipper was is shown with the events; it changes neither custody nor
                // state.
            }
            case Unpacked fact -> {
                custody.acted(event, fact.contents());
                carriage.unpacked(event, fact);
            }
            case ReceiptInspected fact -> inspected(event, fact);
            case Stored fact -> {
                handled(event, fact.materials());
                carriage.stored(event, fact);
            }
            case Retrieved fact -> {
                custody.acted(event, fact.materials());
                carriage.retrieved(event, fact);
            }
            case LotStarted fact -> {
                carriage.handled(event, fact.consumed());
                custody.ended(event, Ending.CONSUMED_IN_MANUFACTURE, fact.consumed());
                lots.started(event, fact);
                reached(Stage.IN_MANUFACTURE);
            }
            case ManufacturingStepCompleted fact -> lots.step(event, fact);
            case ProductFormulated fact -> {
                custody.created(event, Kind.PRODUCT, Optional.of(fact.lot()), fact.units());
                lots.formulated(fact);
                reached(Stage.IN_TESTING);
            }
            case Cryopreserved fact -> custody.acted(event, fact.materials());
            case QcResultReported fact -> lots.result(event, fact);
            case LotDecided fact -> {
                lots.decided(event, fact);
                reached(
                        fact.decision() == LotDecided.Decision.RELEASED
                                ? Stage.RELEASED
                                : Stage.REJECTED);
            }
            case LymphodepletionGiven fact -> {
                treatment.lymphodepletion(event, fact);
                reached(Stage.CONDITIONED);
            }
            case ThawStarted fact -> {
                handled(event, List.of(fact.material()));
                treatment.thawStarted(event, fact);
                reached(Stage.THAWED);
            }
            case ThawCompleted fact -> custody.acted(event, List.of(fact.material()));
            case ProductInfused fact -> {
                carriage.handled(event, List.of(fact.material()));
                custody.ended(event, Ending.INFUSED, List.of(fact.material()));
                treatment.infused(event, fact);
                reached(Stage.INFUSED);
            }
            case Discarded fact -> custody.ended(event, Ending.DISCARDED, fact.materials());
            case Corrected _, CorrectionApproved _, JourneySealed _, DeviationDispositioned _ -> {
                // What a correction changes is in the events before they come here; what is decided
                // on findings comes after them.
            }
        }
    }

    /// A stage once reached is not left backwards: a late scan of an earlier step fills a gap, it does not undo the later one.
    private void reached(Stage next) {
        if (next.compareTo(stage) > 0) {
            stage = next;
        }
    }

    private void reconciled(SignedEvent event, LabelsReconciled fact) {
        if (fact.printed() != fact.applied() + fact.destroyed()) {
            findings.add(
                    FindingCode.LABELS_UNACCOUNTED,
                    event.event().coi(),
                    "%d labels printed, %d applied, %d destroyed."
                            .formatted(fact.printed(), fact.applied(), fact.destroyed()),
                    event);
        }
    }

    private void inspected(SignedEvent event, ReceiptInspected fact) {
        identity.labels(event, fact.found());
        handled(event, ownMaterials(event, fact.found()));
        if (fact.outcome() != ReceiptInspected.ReceiptOutcome.ACCEPTED) {
            findings.add(
                    FindingCode.RECEIPT_NOT_ACCEPTED,
                    event.party(),
                    "The receiver's inspection ended with %s.".formatted(fact.outcome()),
                    event);
        } else {
            ownMaterials(event, fact.found())
                    .forEach(material -> receipts.add(new Receipt(material, event.kind())));
        }
    }

    private void handled(SignedEvent event, List<MaterialId> materials) {
        custody.acted(event, materials);
        carriage.handled(event, materials);
    }

    private static List<MaterialId> ownMaterials(SignedEvent event, List<MaterialLabel> labels) {
        return labels.stream()
                .filter(label -> label.coi().equals(event.event().coi()))
                .map(MaterialLabel::material)
                .toList();
    }
}
