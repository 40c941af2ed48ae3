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
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who takes part in a journey: the party that opened it, whoever one that takes part names as giving or taking its cells, whoever
/// took over a shipper as one that takes part had closed it, for a taker whose giver's half is late has the cells all the same, and whoever
/// took over what one that takes part gave, in the name of whom it gave it to: only who may act as that party can say so.
/// Nobody takes part by stating anything else: whoever guesses the id of a chain can.
///
/// It is no part of the history: the same events give the same history whoever takes part. What a key said that may have been
/// somebody else's counts here: doubt is a finding, and people who have the cells in their hands must not lose sight of them by it.
public final class Participants {

    private final Corrections corrections;
    private final Map<PartyId, Set<PartyId>> named = new HashMap<>();
    private final Map<PartyId, Set<ClosedShipper>> told = new HashMap<>();
    private final Map<ClosedShipper, Set<PartyId>> takers = new HashMap<>();
    private final Map<PartyId, Set<Giving>> gave = new HashMap<>();
    private final Map<Giving, Set<PartyId>> acceptors = new HashMap<>();
    private Optional<PartyId> opener = Optional.empty();

    private Participants(Corrections corrections) {
        this.corrections = corrections;
    }

    /// A shipper by all that is said of it when it changes hands. Whoever says it right has it before them, or heard of it from somebody who
    /// has: it is not numbered on like an id, and a wrong guess is signed and found.
    private record ClosedShipper(ShipperId shipper, SealNumber seal, Set<MaterialId> units) {

        static ClosedShipper of(ShipperId shipper, SealNumber seal, List<MaterialId> units) {
            return new ClosedShipper(shipper, seal, Set.copyOf(units));
        }
    }

    /// What the two halves of a handoff agree on, also when a seal or a unit is not as it was packed.
    private record Giving(HandoffId handoff, PartyId from, PartyId to) {}

    /// Those who take part by what these events count as, that is as they were last corrected.
    ///
    /// @param asHad the events of one journey in the order in which the log had them. It decides which of several openings was the first, and
    ///     nothing else; the times of events would not do, for they are what their parties say
    public static Set<PartyId> of(List<SignedEvent> asHad) {
        var participants = new Participants(Corrections.among(EventSet.distinct(asHad)));
        asHad.forEach(participants::hear);
        return participants.reached();
    }

    private void hear(SignedEvent event) {
        corrections.counted(event).ifPresent(counts -> hear(event.party(), counts.event().fact()));
    }

    private void hear(PartyId party, Fact fact) {
        switch (fact) {
            case TherapyOrdered _, PatientEnrolled _, MaterialCollected _ -> opened(party);
            case Packed packed ->
                    told(
                            party,
                            ClosedShipper.of(
                                    packed.shipper(),
                                    packed.seal(),
                                    packed.contents().stream()
                                            .map(MaterialLabel::material)
                                            .toList()));
            case HandoffReleased half -> {
                named(party, half.from(), half.to());
                told(party, ClosedShipper.of(half.shipper(), half.seal(), half.materials()));
                gave.computeIfAbsent(party, _ -> new HashSet<>())
                        .add(new Giving(half.handoff(), half.from(), half.to()));
            }
            case HandoffAccepted half -> {
                var shipper = ClosedShipper.of(half.shipper(), half.seal(), half.materials());
                named(party, half.from(), half.to());
                told(party, shipper);
                takers.computeIfAbsent(shipper, _ -> new HashSet<>()).add(party);
                acceptors
                        .computeIfAbsent(
                                new Giving(half.handoff(), half.from(), half.to()),
                                _ -> new HashSet<>())
                        .add(party);
            }
            case IdentityConfirmed _,
                    LabelsReconciled _,
                    LabelPrinted _,
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
                    LotDecided _,
                    LymphodepletionGiven _,
                    ThawStarted _,
                    ThawCompleted _,
                    ProductInfused _,
                    Discarded _ -> {
                // They name no party.
            }
            case Corrected _, CorrectionApproved _, JourneySealed _, DeviationDispositioned _ -> {
                // What a correction puts in the place of what was said is heard there, once it
                // counts.
            }
        }
    }

    private void opened(PartyId party) {
        opener = opener.or(() -> Optional.of(party));
    }

    private void named(PartyId by, PartyId from, PartyId to) {
        named.computeIfAbsent(by, _ -> new HashSet<>()).addAll(Set.of(from, to));
    }

    private void told(PartyId by, ClosedShipper shipper) {
        told.computeIfAbsent(by, _ -> new HashSet<>()).add(shipper);
    }

    private Set<PartyId> reached() {
        var reached = new HashSet<PartyId>();
        var waiting = new ArrayDeque<PartyId>();
        opener.ifPresent(waiting::add);
        while (!waiting.isEmpty()) {
            PartyId party = waiting.remove();
            if (reached.add(party)) {
                waiting.addAll(named.getOrDefault(party, Set.of()));
                told.getOrDefault(party, Set.of())
                        .forEach(shipper -> waiting.addAll(takers.getOrDefault(shipper, Set.of())));
                gave.getOrDefault(party, Set.of())
                        .forEach(
                                giving -> waiting.addAll(acceptors.getOrDefault(giving, Set.of())));
            }
        }
        return Set.copyOf(reached);
    }
}
