package io.unbroken.custody.event;

import static io.unbroken.custody.event.PartyKind.COLLECTION;
import static io.unbroken.custody.event.PartyKind.COURIER;
import static io.unbroken.custody.event.PartyKind.INFUSION;
import static io.unbroken.custody.event.PartyKind.MANUFACTURING;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.EquipmentId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.LabelSubject;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.LotId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.PhotoHash;
import io.unbroken.custody.identity.PlaceId;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What happened, as a party states it. One record a kind; the Avro contracts have the same names and fields.
///
/// Constructors refuse what cannot be; what is merely wrong or missing becomes a finding later.
public sealed interface Fact {

    /// Lists are short in life (bags of one patient, loggers of one shipper); a longer one is a mistake or an attack.
    int MOST_ITEMS = 100;

    /// The kinds of party that may state this fact.
    Set<PartyKind> statedBy();

    /// What the person's electronic signature under it means (21 CFR 11.50), which is part of what the event's bytes say; empty for what
    /// nobody signs.
    default Optional<String> signatureMeaning() {
        return Optional.empty();
    }

    /// A physician ordered a therapy; the chain of identity begins.
    record TherapyOrdered(OrderId order, ProfileId product) implements Fact {
        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(COLLECTION);
        }
    }

    /// A patient consented and was tied to this chain by a random token.
    record PatientEnrolled(PatientToken patient, String consentVersion) implements Fact {
        public PatientEnrolled {
            Limits.text("consentVersion", consentVersion);
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(COLLECTION);
        }
    }

    /// One person compared a wristband with labels (DOMAIN I-05, I-06). Two people make two of these.
    ///
    /// @param wristband the patient that the wristband resolved to
    /// @param labels the labels that were scanned beside it
    record IdentityConfirmed(Purpose purpose, PatientToken wristband, List<MaterialLabel> labels)
            implements Fact {
        public IdentityConfirmed {
            labels = Limits.atMost("labels", labels);
        }

        /// Before what the identity was confirmed.
        public enum Purpose {
            COLLECTION,
            INFUSION
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(COLLECTION, INFUSION);
        }
    }

    /// A label as scanned: the chain and the unit that it names.
    record MaterialLabel(CoiId coi, MaterialId material) {}

    /// Cells left the patient's body.
    record MaterialCollected(
            Din din, Procedure procedure, Instant started, Instant ended, List<Unit> units)
            implements Fact {
        public MaterialCollected {
            Limits.ordered("started", started, "ended", ended);
            units = Limits.some("units", units);
        }

        /// How cells were collected.
        public enum Procedure {
            APHERESIS,
            TUMOUR_RESECTION,
            MARROW_HARVEST,
            BLOOD_DRAW
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(COLLECTION);
        }
    }

    /// One bag, cassette or vial and what is in it.
    ///
    /// @param millilitres volume, 1 to 5000 mL
    record Unit(MaterialId material, int millilitres) {
        public Unit {
            Limits.within("millilitres", millilitres, 1, 5000);
        }
    }

    /// Labels of one print job were accounted for: printed = applied + destroyed, or labels are missing (DOMAIN I-08).
    record LabelsReconciled(int printed, int applied, int destroyed) implements Fact {
        public LabelsReconciled {
            Limits.within("printed", printed, 0, 1000);
            Limits.within("applied", applied, 0, 1000);
            Limits.within("destroyed", destroyed, 0, 1000);
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(COLLECTION, MANUFACTURING);
        }
    }

    /// Units were put into a shipper with its loggers, and the shipper was sealed.
    record Packed(
            ShipperId shipper,
            SealNumber seal,
            List<MaterialLabel> contents,
            List<LoggerId> loggers)
            implements Fact {
        public Packed {
            contents = Limits.some("contents", contents);
            loggers = Limits.atMost("loggers", loggers);
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(COLLECTION, MANUFACTURING);
        }
    }

    /// A photo that was taken of a package's condition. Its bytes are never on the log: they may show people. The party that took it keeps them.
    ///
    /// @param mediaType such as image/jpeg
    /// @param bytes how many it has, 1 to 524288
    record Photo(PhotoHash sha256, String mediaType, int bytes) {

        /// A scaled picture of a box has a third of this.
        public static final int LARGEST = 512 * 1024;

        public Photo {
            Limits.text("mediaType", mediaType);
            Limits.within("bytes", bytes, 1, LARGEST);
        }
    }

    /// The photo that its party keeps beside this fact.
    default Optional<Photo> photographed() {
        return Optional.empty();
    }

    /// The giving half of a handoff: custody is offered; it moves only when the taking half is there too.
    ///
    /// @param photo of the package as it was given
    record HandoffReleased(
            HandoffId handoff,
            PartyId from,
            PartyId to,
            ShipperId shipper,
            SealNumber seal,
            List<MaterialId> materials,
            PlaceId place,
            Optional<Photo> photo)
            implements Fact {
        public HandoffReleased {
            Limits.different("from", from, "to", to);
            materials = Limits.some("materials", materials);
        }

        /// Without a photo.
        public HandoffReleased(
                HandoffId handoff,
                PartyId from,
                PartyId to,
                ShipperId shipper,
                SealNumber seal,
                List<MaterialId> materials,
                PlaceId place) {
            this(handoff, from, to, shipper, seal, materials, place, Optional.empty());
        }

        @Override
        public Optional<Photo> photographed() {
            return photo;
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(COLLECTION, COURIER, MANUFACTURING);
        }
    }

    /// The taking half of a handoff.
    ///
    /// @param photo of the package as it was taken
    record HandoffAccepted(
            HandoffId handoff,
            PartyId from,
            PartyId to,
            ShipperId shipper,
            SealNumber seal,
            SealState sealState,
            List<MaterialId> materials,
            PlaceId place,
            Optional<Photo> photo)
            implements Fact {
        public HandoffAccepted {
            Limits.different("from", from, "to", to);
            materials = Limits.some("materials", materials);
        }

        /// Without a photo.
        public HandoffAccepted(
                HandoffId handoff,
                PartyId from,
                PartyId to,
                ShipperId shipper,
                SealNumber seal,
                SealState sealState,
                List<MaterialId> materials,
                PlaceId place) {
            this(handoff, from, to, shipper, seal, sealState, materials, place, Optional.empty());
        }

        @Override
        public Optional<Photo> photographed() {
            return photo;
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(COURIER, MANUFACTURING, INFUSION);
        }
    }

    /// What the person saw of a seal.
    enum SealState {
        INTACT,
        BROKEN,
        MISSING
    }

    /// A shipper reached a point of its way.
    record TransportMilestoneReached(Milestone milestone, ShipperId shipper, PlaceId place)
            implements Fact {

        /// The points of a way that couriers report.
        public enum Milestone {
            DEPARTED,
            ARRIVED,
            CUSTOMS_ENTERED,
            CUSTOMS_CLEARED
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(COURIER);
        }
    }

    /// A shipper was opened and its contents taken out; its loggers no longer speak for them.
    record Unpacked(
            ShipperId shipper, SealNumber seal, List<MaterialId> contents, List<LoggerId> loggers)
            implements Fact {
        public Unpacked {
            contents = Limits.some("contents", contents);
            loggers = Limits.atMost("loggers", loggers);
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(MANUFACTURING, INFUSION);
        }
    }

    /// Units were inspected on receipt: count, labels, seal, condition.
    record ReceiptInspected(List<MaterialLabel> found, ReceiptOutcome outcome) implements Fact {
        public ReceiptInspected {
            found = Limits.atMost("found", found);
        }

        /// What the receiver decided.
        public enum ReceiptOutcome {
            ACCEPTED,
            QUARANTINED,
            REFUSED
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(MANUFACTURING, INFUSION);
        }
    }

    /// Units were put into a store, with the loggers that watch it.
    record Stored(List<MaterialId> materials, EquipmentId store, List<LoggerId> loggers)
            implements Fact {
        public Stored {
            materials = Limits.some("materials", materials);
            loggers = Limits.atMost("loggers", loggers);
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(COLLECTION, MANUFACTURING, INFUSION);
        }
    }

    /// Units were taken out of a store.
    record Retrieved(List<MaterialId> materials, EquipmentId store) implements Fact {
        public Retrieved {
            materials = Limits.some("materials", materials);
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(COLLECTION, MANUFACTURING, INFUSION);
        }
    }

    /// A lot was opened and the collected units went into it.
    record LotStarted(LotId lot, List<MaterialId> consumed) implements Fact {
        public LotStarted {
            consumed = Limits.some("consumed", consumed);
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(MANUFACTURING);
        }
    }

    /// A step of manufacture ended.
    ///
    /// @param vectorLot the lot of the viral vector, at transduction
    record ManufacturingStepCompleted(
            LotId lot,
            Step step,
            Instant started,
            Instant ended,
            EquipmentId equipment,
            Optional<LotId> vectorLot)
            implements Fact {
        public ManufacturingStepCompleted {
            Limits.ordered("started", started, "ended", ended);
        }

        /// The steps of autologous CAR-T manufacture, in their order.
        public enum Step {
            SELECTION,
            ACTIVATION,
            TRANSDUCTION,
            EXPANSION,
            HARVEST
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(MANUFACTURING);
        }
    }

    /// Product bags were filled and labelled.
    ///
    /// @param expires until when the product may be used
    record ProductFormulated(LotId lot, List<Unit> units, Instant expires) implements Fact {
        public ProductFormulated {
            units = Limits.some("units", units);
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(MANUFACTURING);
        }
    }

    /// Product bags went through the controlled-rate freezer.
    record Cryopreserved(
            LotId lot,
            List<MaterialId> materials,
            EquipmentId freezer,
            Instant started,
            Instant ended)
            implements Fact {
        public Cryopreserved {
            materials = Limits.some("materials", materials);
            Limits.ordered("started", started, "ended", ended);
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(MANUFACTURING);
        }
    }

    /// A quality test of a lot gave its result.
    ///
    /// @param value the measured value in `unit`, absent for tests that only pass or fail
    /// @param method the version of the method, as the laboratory names it
    record QcResultReported(
            LotId lot,
            Test test,
            Optional<BigDecimal> value,
            String unit,
            String method,
            TestOutcome outcome)
            implements Fact {
        public QcResultReported {
            Limits.text("method", method);
            Limits.text("unit", unit);
            value.ifPresent(v -> Limits.decimal("value", v));
        }

        /// The tests of a CAR-T lot.
        public enum Test {
            VIABILITY,
            IDENTITY,
            POTENCY,
            STERILITY,
            TRANSDUCTION_EFFICIENCY,
            REPLICATION_COMPETENT_VIRUS
        }

        /// What the laboratory concluded.
        public enum TestOutcome {
            PASS,
            FAIL
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(MANUFACTURING);
        }
    }

    /// Quality decided on a lot, by signature.
    ///
    /// @param materials the product bags that the decision covers
    /// @param meaning what the signature means, as shown to the signer (21 CFR 11.50)
    record LotDecided(LotId lot, Decision decision, List<MaterialId> materials, String meaning)
            implements Fact {
        public LotDecided {
            materials = Limits.some("materials", materials);
            Limits.text("meaning", meaning);
        }

        /// What quality can decide.
        public enum Decision {
            RELEASED,
            REJECTED
        }

        @Override
        public Optional<String> signatureMeaning() {
            return Optional.of(meaning);
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(MANUFACTURING);
        }
    }

    /// A dose of lymphodepletion was given.
    ///
    /// @param agent the drug, by its international non-proprietary name
    record LymphodepletionGiven(String agent, int day, int ofDays) implements Fact {
        public LymphodepletionGiven {
            Limits.text("agent", agent);
            Limits.within("ofDays", ofDays, 1, 30);
            Limits.within("day", day, 1, ofDays);
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(INFUSION);
        }
    }

    /// A unit began to thaw.
    record ThawStarted(MaterialId material) implements Fact {
        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(INFUSION);
        }
    }

    /// A unit was thawed.
    record ThawCompleted(MaterialId material) implements Fact {
        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(INFUSION);
        }
    }

    /// A unit went into the patient.
    record ProductInfused(
            MaterialId material, Instant started, Instant ended, int millilitres, Amount amount)
            implements Fact {
        public ProductInfused {
            Limits.ordered("started", started, "ended", ended);
            Limits.within("millilitres", millilitres, 0, 5000);
        }

        /// How much of the unit was given.
        public enum Amount {
            WHOLE,
            PART
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(INFUSION);
        }
    }

    /// Units came to an end outside the patient.
    record Discarded(List<MaterialId> materials, Reason reason) implements Fact {
        public Discarded {
            materials = Limits.some("materials", materials);
        }

        /// Why units were discarded.
        public enum Reason {
            REJECTED,
            EXPIRED,
            DAMAGED,
            NOT_NEEDED
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(COLLECTION, MANUFACTURING, INFUSION);
        }
    }

    /// An earlier event was wrong, and this is right instead. The earlier one is never changed and stays to be read.
    ///
    /// @param corrected the event that was wrong; always what happened, never another correction
    /// @param supersedes the corrections that the author knew and that this one replaces; two that do not know each other contradict
    /// @param replacement all of what is right, of the kind of what was said; empty if nothing stands in its place
    /// @param explanation why, in one sentence without patient data
    /// @param meaning what the author's signature means
    record Corrected(
            EventReference corrected,
            List<EventReference> supersedes,
            Optional<Fact> replacement,
            CorrectionReason reason,
            String explanation,
            SignatureMeaning meaning)
            implements Fact {
        public Corrected {
            supersedes = Limits.atMost("supersedes", supersedes);
            Limits.sentence("explanation", explanation);
            Limits.meaning(meaning, SignatureMeaning.CORRECTION_AUTHORED);
            if (reason.strikesOut() && replacement.isPresent()) {
                throw new IllegalArgumentException(
                        "replacement: expected none with %s, found one".formatted(reason));
            }
            if (replacement.filter(Fact::concernsEvents).isPresent()) {
                throw new IllegalArgumentException(
                        "replacement: expected something that happened, found a statement about events");
            }
        }

        @Override
        public Optional<String> signatureMeaning() {
            return Optional.of(meaning.name());
        }

        @Override
        public Optional<Photo> photographed() {
            return replacement.flatMap(Fact::photographed);
        }

        @Override
        public Set<PartyKind> statedBy() {
            return replacement
                    .map(Fact::statedBy)
                    .orElse(Set.of(COLLECTION, COURIER, MANUFACTURING, INFUSION));
        }
    }

    /// A second person agrees with a correction; most count only then.
    record CorrectionApproved(EventReference correction, SignatureMeaning meaning) implements Fact {
        public CorrectionApproved {
            Limits.meaning(
                    meaning,
                    SignatureMeaning.CORRECTION_APPROVED,
                    SignatureMeaning.CORRECTION_APPROVED_BY_QUALITY);
        }

        @Override
        public Optional<String> signatureMeaning() {
            return Optional.of(meaning.name());
        }

        @Override
        public Set<PartyKind> statedBy() {
            return meaning == SignatureMeaning.CORRECTION_APPROVED_BY_QUALITY
                    ? Set.of(MANUFACTURING)
                    : Set.of(COLLECTION, COURIER, MANUFACTURING, INFUSION);
        }
    }

    /// Quality reviewed a journey's history and found it complete.
    ///
    /// @param basis what was reviewed: the hash that the history gives for it
    record JourneySealed(ContentHash basis, SignatureMeaning meaning) implements Fact {
        public JourneySealed {
            Limits.meaning(meaning, SignatureMeaning.JOURNEY_REVIEWED_BY_QUALITY);
        }

        @Override
        public Optional<String> signatureMeaning() {
            return Optional.of(meaning.name());
        }

        @Override
        public Set<PartyKind> statedBy() {
            return Set.of(MANUFACTURING);
        }
    }

    /// Somebody who may decided on a deviation: on what a history shows to be wrong, exactly as it was shown.
    ///
    /// @param finding the code of the finding; a text, for the rules learn new kinds without a new contract
    /// @param subject what the finding is about
    /// @param basis what was assessed: the hash that the history gives for it. If more comes to light it is another one, and undecided
    /// @param explanation why, in one sentence without patient data
    /// @param meaning what the signature means
    record DeviationDispositioned(
            String finding,
            String subject,
            ContentHash basis,
            Disposition disposition,
            String explanation,
            SignatureMeaning meaning)
            implements Fact {
        public DeviationDispositioned {
            Limits.text("finding", finding);
            Limits.sentence("subject", subject);
            Limits.sentence("explanation", explanation);
            Limits.meaning(
                    meaning,
                    SignatureMeaning.DEVIATION_ASSESSED_BY_QUALITY,
                    SignatureMeaning.DEVIATION_ASSESSED_BY_PHYSICIAN);
        }

        /// What can be decided on a deviation.
        public enum Disposition {
            /// The material may be used although this happened.
            USE_AS_IS,
            /// The material may not be used; the deviation is closed and holds for ever.
            REJECT
        }

        @Override
        public Optional<String> signatureMeaning() {
            return Optional.of(meaning.name());
        }

        @Override
        public Set<PartyKind> statedBy() {
            return meaning == SignatureMeaning.DEVIATION_ASSESSED_BY_PHYSICIAN
                    ? Set.of(INFUSION)
                    : Set.of(MANUFACTURING);
        }
    }

    /// A label came out of a printer; again, if it says why (DOMAIN I-08, F54).
    ///
    /// @param subject what it names
    /// @param copies how many came out, 1 to 100
    /// @param content SHA-256 of what its symbols say; what stands there for people is not in it
    /// @param reprint why it was printed although it had been before; empty for the first time
    record LabelPrinted(
            LabelKind label,
            LabelSubject subject,
            int copies,
            ContentHash content,
            Optional<ReprintReason> reprint)
            implements Fact {
        public LabelPrinted {
            Limits.within("copies", copies, 1, 100);
        }

        /// The labels that we print.
        public enum LabelKind {
            BAG,
            CASSETTE,
            SHIPPER,
            WRISTBAND,
            HANDOFF
        }

        /// Why a label is printed again. The one before is destroyed.
        public enum ReprintReason {
            DAMAGED,
            UNREADABLE,
            LOST,
            MISPRINTED,
            CONTENT_CHANGED
        }

        /// The id of the event that states the first print: a party can state it once of each label.
        public EventId firstId(PartyId party, CoiId coi) {
            String name =
                    String.join(
                            "/",
                            "label",
                            party.value(),
                            coi.value(),
                            label.name(),
                            subject.value());
            return new EventId(
                    UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
        }

        @Override
        public Set<PartyKind> statedBy() {
            return switch (label) {
                case BAG -> Set.of(COLLECTION, MANUFACTURING);
                case CASSETTE -> Set.of(MANUFACTURING);
                case SHIPPER -> Set.of(COURIER, MANUFACTURING);
                case WRISTBAND -> Set.of(COLLECTION);
                case HANDOFF -> Set.of(COURIER);
            };
        }
    }

    /// Whether this says something about other events, and not what happened to the cells.
    default boolean concernsEvents() {
        return this instanceof Corrected
                || this instanceof CorrectionApproved
                || this instanceof JourneySealed
                || this instanceof DeviationDispositioned;
    }
}
