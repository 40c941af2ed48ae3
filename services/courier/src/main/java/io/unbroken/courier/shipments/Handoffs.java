package io.unbroken.courier.shipments;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.PartyId;
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
    private final Map<Carried, Loading> loadings = new Newest<>();

    /// Both halves, each as often as it was told.
    private record Halves(
            TreeMap<EventId, Told<HandoffReleased>> released,
            TreeMap<EventId, Told<HandoffAccepted>> accepted) {}

    private record Told<F>(CoiId coi, Instant at, F fact) {}

    private record Carried(CoiId coi, ShipperId shipper) {}

    private record Loading(Instant at, List<LoggerId> loggers) {}

    private static final class Newest<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    }

    /// Takes what a party said; what is about no handoff says nothing here.
    synchronized void take(Event event) {
        if (event.fact() instanceof HandoffReleased release) {
            halves(release.handoff())
                    .released()
                    .put(event.id(), new Told<>(event.coi(), event.eventTime(), release));
        } else if (event.fact() instanceof HandoffAccepted acceptance) {
            halves(acceptance.handoff())
                    .accepted()
                    .put(event.id(), new Told<>(event.coi(), event.eventTime(), acceptance));
        } else if (event.fact() instanceof Packed packed) {
            loadings.merge(
                    new Carried(event.coi(), packed.shipper()),
                    new Loading(event.eventTime(), packed.loggers()),
                    (a, b) -> b.at().isBefore(a.at()) ? a : b);
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
        loadings.clear();
    }

    private HandoffView view(HandoffId id, Halves halves) {
        Optional<Instant> released = earliest(halves.released().values());
        Optional<Instant> accepted = earliest(halves.accepted().values());
        int acceptances = halves.accepted().size();
        return halves.released().isEmpty()
                ? ofAcceptance(id, halves.accepted().firstEntry().getValue(), accepted, acceptances)
                : ofRelease(
                        id,
                        halves.released().firstEntry().getValue(),
                        released,
                        accepted,
                        acceptances);
    }

    private HandoffView ofRelease(
            HandoffId id,
            Told<HandoffReleased> told,
            Optional<Instant> released,
            Optional<Instant> accepted,
            int acceptances) {
        HandoffReleased fact = told.fact();
        return new HandoffView(
                id,
                told.coi(),
                fact.from(),
                fact.to(),
                fact.shipper(),
                fact.seal(),
                fact.place(),
                fact.materials(),
                loggers(told.coi(), fact.shipper()),
                released,
                accepted,
                acceptances);
    }

    private HandoffView ofAcceptance(
            HandoffId id, Told<HandoffAccepted> told, Optional<Instant> accepted, int acceptances) {
        HandoffAccepted fact = told.fact();
        return new HandoffView(
                id,
                told.coi(),
                fact.from(),
                fact.to(),
                fact.shipper(),
                fact.seal(),
                fact.place(),
                fact.materials(),
                loggers(told.coi(), fact.shipper()),
                Optional.empty(),
                accepted,
                acceptances);
    }

    private List<LoggerId> loggers(CoiId coi, ShipperId shipper) {
        Loading loading = loadings.get(new Carried(coi, shipper));
        return loading == null ? List.of() : loading.loggers();
    }

    private static <F> Optional<Instant> earliest(Collection<Told<F>> told) {
        return told.stream().map(Told::at).min(Instant::compareTo);
    }
}
