package io.unbroken.infusion.verdict;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.status.JourneyStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// This service's own copy of the journeys' statuses. Of two for one journey the higher version counts, whichever came last.
public final class Statuses {

    private final Map<CoiId, JourneyStatus> newest = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile Instant heard = Instant.EPOCH;

    Statuses(Clock clock) {
        this.clock = clock;
    }

    void take(JourneyStatus status) {
        newest.merge(status.coi(), status, (a, b) -> b.version() >= a.version() ? b : a);
    }

    /// Notes that everything on the log has been read just now.
    void heardAll() {
        heard = clock.instant();
    }

    /// The newest status of a chain.
    public Optional<JourneyStatus> find(CoiId coi) {
        return Optional.ofNullable(newest.get(coi));
    }

    /// How long it is ago that everything on the log had been read.
    public Duration silence() {
        return Duration.between(heard, clock.instant());
    }
}
