package io.unbroken.tracking.security;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.JourneyList;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.Store;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The journeys that somebody sees: whatever answers about journeys by their ids asks here. It is decided by who takes part alone, before
/// anything else is read, so that a journey that is not seen is refused as fast as one that does not exist.
public final class SeenJourneys {

    private final JourneyList list;
    private final Store store;

    public SeenJourneys(JourneyList list, Store store) {
        this.list = list;
        this.store = store;
    }

    /// All that is kept of a journey; empty if it is not seen, or has no events.
    public Optional<JourneyDocument> find(CoiId journey, Sight sight) {
        return sees(journey, sight)
                ? Optional.ofNullable(store.journeys(Set.of(journey)).get(journey))
                        .filter(found -> !found.inbox().isEmpty())
                : Optional.empty();
    }

    /// What lists show of those of these journeys that are seen and have events, in the order of their ids.
    public List<ListedJourney> listed(Set<CoiId> some, Sight sight) {
        Set<CoiId> seen = among(some, sight);
        return seen.isEmpty() ? List.of() : list.journeys(seen);
    }

    /// Whether a journey is seen; who sees everything also sees one that is not here.
    public boolean sees(CoiId journey, Sight sight) {
        return !among(Set.of(journey), sight).isEmpty();
    }

    /// Those of these journeys that are seen.
    public Set<CoiId> among(Collection<CoiId> some, Sight sight) {
        if (sight.everything()) {
            return Set.copyOf(some);
        }
        Map<CoiId, Set<PartyId>> parties = list.parties(Set.copyOf(some));
        return some.stream()
                .filter(journey -> sight.sees(parties.getOrDefault(journey, Set.of())))
                .collect(Collectors.toUnmodifiableSet());
    }
}
