package io.unbroken.tracking.alert;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.security.SeenJourneys;
import io.unbroken.tracking.security.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The alerts of the journeys that somebody sees. What was told stands beside the histories and does not know who takes part.
public final class SeenAlerts {

    /// Looked through at once: some 100 kB.
    static final int CHUNK = 500;

    private final AlertStore alerts;
    private final SeenJourneys journeys;

    public SeenAlerts(AlertStore alerts, SeenJourneys journeys) {
        this.alerts = alerts;
        this.journeys = journeys;
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
        Set<CoiId> seen =
                journeys.among(some.stream().map(Alert::coi).collect(Collectors.toSet()), sight);
        return some.stream().filter(alert -> seen.contains(alert.coi())).toList();
    }
}
