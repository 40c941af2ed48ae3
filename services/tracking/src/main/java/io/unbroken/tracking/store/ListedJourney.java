package io.unbroken.tracking.store;

import io.unbroken.custody.identity.CoiId;
import java.time.Instant;

/// A journey as lists show it, without its inbox and history.
public record ListedJourney(CoiId coi, long version, JourneySummary summary, Instant updatedAt) {

    public static ListedJourney of(JourneyDocument journey) {
        return new ListedJourney(
                journey.coi(), journey.version(), journey.summary(), journey.updatedAt());
    }
}
