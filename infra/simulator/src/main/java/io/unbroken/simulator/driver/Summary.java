package io.unbroken.simulator.driver;

import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a run comes to: the one line of JSON that ends it.
///
/// @param completed journeys that were played to their end and whose history holds exactly what was acknowledged
/// @param eventsSent distinct events that were acknowledged
/// @param eventsInHistories distinct events in these journeys' histories
/// @param sealed distinct events that signed checkpoints cover, as the services say to the devices that sent them
/// @param quarantined records that tracking set aside during the run
/// @param samplesSent see [JourneyLedger]
/// @param findings how many of each code the histories show
public record Summary(
        int journeys,
        int completed,
        int eventsSent,
        int eventsInHistories,
        int sealed,
        long quarantined,
        int samplesSent,
        int samplesInHistories,
        TreeMap<String, Integer> findings,
        double seconds) {

    /// Whether what was sent, what the histories hold and what is sealed agree. A record in quarantine that was ours is missing in a history; one
    /// that was not is no concern of this run.
    public boolean agrees() {
        return completed == journeys
                && eventsSent == eventsInHistories
                && eventsSent == sealed
                && samplesSent == samplesInHistories;
    }

    /// One line.
    public String json() {
        var json = new JsonMapper();
        ObjectNode node = json.createObjectNode();
        node.put("journeys", journeys);
        node.put("completed", completed);
        node.put("eventsSent", eventsSent);
        node.put("eventsInHistories", eventsInHistories);
        node.put("sealed", sealed);
        node.put("quarantined", quarantined);
        node.put("samplesSent", samplesSent);
        node.put("samplesInHistories", samplesInHistories);
        ObjectNode codes = node.putObject("findings");
        findings.forEach(codes::put);
        node.put("seconds", seconds);
        return json.writeValueAsString(node);
    }
}
