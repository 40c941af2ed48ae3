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
import io.unbroken.custody.event.Fact.Unit;
import io.unbroken.custody.event.Fact.Unpacked;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.Identifier;
import io.unbroken.custody.identity.PartyId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An identifier that an event attaches to its chain, and that no other chain may have.
///
/// A donation's number is unique in the world; orders, lots and units are unique among those of the party that gave them. A shipper, a
/// logger and a place serve many chains, one after the other, and a patient may have another therapy: these are none.
///
/// @param text kind, issuer if it needs one, and value, with slashes between
public record Alias(String text) implements Comparable<Alias> {

    private static final Comparator<Alias> ORDER = Comparator.comparing(Alias::text);

    @Override
    public int compareTo(Alias other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }

    /// The aliases that these events claim for their chain, each with the events that do, in the order of their ids. A correction claims
    /// what it puts in the place of what was said, and takes no claim back: who claimed it, once and anywhere, is a question that people
    /// answer by a disposition.
    public static Map<Alias, List<EventId>> claimed(Collection<SignedEvent> events) {
        var claimed = new TreeMap<Alias, List<EventId>>();
        events.stream()
                .sorted(SignedEvent.BY_CONTENT)
                .forEach(event ->
                        of(event.party(), event.event().fact())
                                .forEach(alias ->
                                        claimed.computeIfAbsent(alias, _ -> new ArrayList<>())
                                                .add(event.event().id())));
        claimed.replaceAll((_, by) -> List.copyOf(new LinkedHashSet<>(by)));
        return claimed;
    }

    /// Finds each alias of this chain that others claim too.
    static void judge(
            CoiId coi,
            Collection<SignedEvent> events,
            Map<Alias, Set<CoiId>> claims,
            Findings findings) {
        claimed(events)
                .forEach((alias, by) -> {
                    String others =
                            claims.getOrDefault(alias, Set.of()).stream()
                                    .filter(other -> !other.equals(coi))
                                    .map(CoiId::value)
                                    .sorted()
                                    .collect(Collectors.joining(", "));
                    if (!others.isEmpty()) {
                        findings.add(
                                FindingCode.ALIAS_CONFLICT,
                                alias,
                                "Another chain claims this identifier too: %s.".formatted(others),
                                by);
                    }
                });
    }

    private static Stream<Alias> of(PartyId party, Fact fact) {
        return switch (fact) {
            case Corrected corrected ->
                    corrected.replacement().stream().flatMap(right -> of(party, right));
            case TherapyOrdered ordered -> Stream.of(issued("order", party, ordered.order()));
            case MaterialCollected collected ->
                    Stream.concat(
                            Stream.of(new Alias("din/" + collected.din())),
                            units(party, collected.units()));
            case LotStarted started -> Stream.of(issued("lot", party, started.lot()));
            case ProductFormulated formulated -> units(party, formulated.units());
            case PatientEnrolled _,
                    IdentityConfirmed _,
                    LabelsReconciled _,
                    LabelPrinted _,
                    Packed _,
                    HandoffReleased _,
                    HandoffAccepted _,
                    TransportMilestoneReached _,
                    Unpacked _,
                    ReceiptInspected _,
                    Stored _,
                    Retrieved _,
                    ManufacturingStepCompleted _,
                    Cryopreserved _,
                    QcResultReported _,
                    LotDecided _,
                    LymphodepletionGiven _,
                    ThawStarted _,
                    ThawCompleted _,
                    ProductInfused _,
                    Discarded _,
                    CorrectionApproved _,
                    JourneySealed _,
                    DeviationDispositioned _ ->
                    Stream.empty();
        };
    }

    private static Stream<Alias> units(PartyId party, List<Unit> units) {
        return units.stream().map(unit -> issued("unit", party, unit.material()));
    }

    private static Alias issued(String kind, PartyId party, Identifier identifier) {
        return new Alias(kind + "/" + party + "/" + identifier.value());
    }
}
