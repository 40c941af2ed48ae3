package io.unbroken.tracking.alert;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.tracking.security.Sight;
import io.unbroken.tracking.store.JourneyList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The alerts of the journeys that somebody sees. What was told stands beside the histories and does not know who takes part.
public final class SeenAlerts {

    /// Looked through at once: some 100 kB.
    static final int CHUNK = 500;

    private final AlertStore alerts;
    private final JourneyList list;

    public SeenAlerts(AlertStore alerts, JourneyList list) {
        this.alerts = alerts;
        this.list = list;
    }

    /// The first `limit` that pass and are seen.
    public List<Alert> alerts(AlertFilter filter, int limit, Sight sight) {
        if (sight.everything()) {
            return alerts.alerts(filter, limit);
        }
        var seen = new ArrayList<Alert>();
        List<Alert> found = alerts.alerts(filter, CHUNK);
        seen.addAll(seen(found, sight));
        while (seen.size() < limit && found.size() == CHUNK) {
            found = alerts.alerts(filter.from(AlertFilter.Place.of(found.getLast())), CHUNK);
            seen.addAll(seen(found, sight));
        }
        return seen.subList(0, Math.min(limit, seen.size()));
    }

    private List<Alert> seen(List<Alert> some, Sight sight) {
        Map<CoiId, Set<PartyId>> parties =
                list.parties(some.stream().map(Alert::coi).collect(Collectors.toSet()));
        return some.stream()
                .filter(alert -> sight.sees(parties.getOrDefault(alert.coi(), Set.of())))
                .toList();
    }

    /// Whether the alerts of a journey are seen.
    public boolean sees(CoiId journey, Sight sight) {
        return sight.everything()
                || sight.sees(list.parties(Set.of(journey)).getOrDefault(journey, Set.of()));
    }
}
