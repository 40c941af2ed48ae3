package io.unbroken.platform.torture;

import java.util.Map;
import org.bson.Document;

/// What a run came to.
///
/// @param acknowledged distinct events, blocks of readings and reports with a receipt
/// @param sealed of them covered by a signed checkpoint, as the services say to the devices
/// @param lost acknowledged events that their history does not have
/// @param duplicated events that a history has twice, and ids with two receipts that differ
/// @param unequal histories that differ in a byte from the reference that the model derives from what was acknowledged
/// @param flaws what the audit names: log, tiles, checkpoints and store against a derivation of everything from the log
/// @param unproven journeys whose evidence the verifier refuses
/// @param others what else went wrong: a part that did not come back, a message that was refused
/// @param serviceFaults answers from 500 that did not ask to try again; devices try again all the same
/// @param revivals how often a part ended without having been killed
/// @param faults how many of each kind
public record Outcome(
        long seed,
        int journeys,
        int acknowledged,
        int sealed,
        int lost,
        int duplicated,
        int unequal,
        int flaws,
        int unproven,
        int others,
        int serviceFaults,
        int revivals,
        Map<String, Integer> faults,
        double seconds) {

    /// Whether the platform kept its promises.
    public boolean holds() {
        return acknowledged > 0
                && sealed == acknowledged
                && lost == 0
                && duplicated == 0
                && unequal == 0
                && flaws == 0
                && unproven == 0
                && others == 0;
    }

    /// One line.
    public String json() {
        return new Document("seed", seed)
                .append("journeys", journeys)
                .append("acknowledged", acknowledged)
                .append("sealed", sealed)
                .append("lost", lost)
                .append("duplicated", duplicated)
                .append("unequal", unequal)
                .append("flaws", flaws)
                .append("unproven", unproven)
                .append("others", others)
                .append("serviceFaults", serviceFaults)
                .append("revivals", revivals)
                .append("faults", new Document(Map.copyOf(faults)))
                .append("seconds", seconds)
                .toJson();
    }
}
