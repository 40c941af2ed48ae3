package io.unbroken.courier.shipments;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PlaceId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The handoffs that parties told of, each with the halves that are known of it, in whatever order they were told. A list for people at
/// work and no history: corrections, clocks and conflicts are tracking's to judge.
final class Handoffs {

    /// A hundred a day for the days that are read, thirty times over; then the first go.
    private static final int MOST = 100_000;

    private final Map<HandoffId, Halves> handoffs = new Newest<>();
    private final Map<CoiId, ShippersOfChain> shippers = new Newest<>();

    /// Both halves, each as often as it was told.
    private record Halves(TreeMap<EventId, Half> released, TreeMap<EventId, Half> accepted) {

        /// What both are about; what the giver says of it if it was heard.
        Half said() {
            return (released.isEmpty() ? accepted : released).firstEntry().getValue();
        }
    }

    /// What one half says, and when that was.
    private record Half(
            CoiId coi,
            Instant at,
            PartyId from,
            PartyId to,
            ShipperId shipper,
            SealNumber seal,
            PlaceId place,
            List<MaterialId> materials) {

        static Half of(Event event, HandoffReleased fact) {
            return new Half(
                    event.coi(),
                    event.eventTime(),
                    fact.from(),
                    fact.to(),
                    fact.shipper(),
                    fact.seal(),
                    fact.place(),
                    fact.materials());
        }

        static Half of(Event event, HandoffAccepted fact) {
            return new Half(
                    event.coi(),
                    event.eventTime(),
                    fact.from(),
                    fact.to(),
                    fact.shipper(),
                    fact.seal(),
                    fact.place(),
                    fact.materials());
        }
    }

    private static final class Newest<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    }

    /// Takes what a party said.
    synchronized void take(Event event) {
        shippers.computeIfAbsent(event.coi(), _ -> new ShippersOfChain()).take(event);
        if (event.fact() instanceof HandoffReleased release) {
            halves(release.handoff()).released().put(event.id(), Half.of(event, release));
        } else if (event.fact() instanceof HandoffAccepted acceptance) {
            halves(acceptance.handoff()).accepted().put(event.id(), Half.of(event, acceptance));
        }
    }

    private Halves halves(HandoffId id) {
        return handoffs.computeIfAbsent(id, _ -> new Halves(new TreeMap<>(), new TreeMap<>()));
    }

    /// The handoffs that one of these parties gives or takes.
    synchronized List<HandoffView> of(Set<PartyId> parties) {
        return handoffs.entrySet().stream()
                .map(entry -> view(entry.getKey(), entry.getValue()))
                .filter(handoff ->
                        parties.contains(handoff.from()) || parties.contains(handoff.to()))
                .toList();
    }

    synchronized void clear() {
        handoffs.clear();
        shippers.clear();
    }

    private HandoffView view(HandoffId id, Halves halves) {
        Half half = halves.said();
        Optional<Instant> accepted = earliest(halves.accepted().values());
        ShippersOfChain known = shippers.getOrDefault(half.coi(), new ShippersOfChain());
        return new HandoffView(
                id,
                half.coi(),
                half.from(),
                half.to(),
                half.shipper(),
                known.named(half.shipper()),
                half.seal(),
                half.place(),
                half.materials(),
                known.loggers(half.shipper()),
                earliest(halves.released().values()),
                accepted,
                accepted.flatMap(at -> known.reached(half.shipper(), at)),
                halves.accepted().size());
    }

    private static Optional<Instant> earliest(Collection<Half> told) {
        return told.stream().map(Half::at).min(Instant::compareTo);
    }
}
