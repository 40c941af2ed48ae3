package io.unbroken.simulator.driver;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Histories as tracking serves them.
final class Histories {

    private final Api api;

    Histories(Api api) {
        this.api = api;
    }

    /// What the checker needs of one history.
    ///
    /// @param findings how many of each code
    /// @param complete what quality can seal, if nothing is open
    record Seen(
            Set<String> events,
            int samples,
            TreeMap<String, Integer> findings,
            Optional<ContentHash> complete) {}

    Optional<Seen> of(CoiId coi) {
        return api.read("/api/journeys/" + coi).map(Histories::seen);
    }

    /// How many records tracking has set aside.
    long quarantined() {
        return api.read("/api/quarantine").map(node -> node.path("total").asLong()).orElse(0L);
    }

    private static Seen seen(JsonNode journey) {
        JsonNode history = journey.path("history");
        var events = new HashSet<String>();
        history.path("events").forEach(event -> events.add(event.path("id").asString()));
        var findings = new TreeMap<String, Integer>();
        history.path("findings")
                .forEach(finding ->
                        findings.merge(finding.path("code").asString(), 1, Integer::sum));
        JsonNode closure = history.path("closure");
        return new Seen(
                events,
                journey.path("counts").path("samples").asInt(),
                findings,
                closure.path("state").asString("PROVISIONAL").equals("PROVISIONAL")
                        ? Optional.empty()
                        : Optional.of(new ContentHash(closure.path("basis").asString())));
    }
}
