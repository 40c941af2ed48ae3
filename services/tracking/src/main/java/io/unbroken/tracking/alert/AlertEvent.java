package io.unbroken.tracking.alert;

import java.time.Instant;
import java.util.Optional;

/// What is told of an alert.
///
/// @param id of this telling: the same if it is told again, and never that of another
/// @param sequence counts what was told of the journey, from 1
/// @param at when it was told first
/// @param alert as it stands then
public record AlertEvent(
        String id, Kind kind, Optional<Reason> reason, long sequence, Instant at, Alert alert) {

    /// What became of it.
    public enum Kind {
        /// The episode is there, for the first time or again.
        RAISED,
        /// Its kind, severity, beginning or end is another, or it holds no longer.
        CHANGED,
        /// The episode goes on no longer.
        CLOSED
    }

    /// Why it was closed.
    public enum Reason {
        /// It came to its end. What it has done to the cells may still hold.
        ENDED,
        /// Late data or a decision took it away.
        RESOLVED,
        /// Late data made another episode of it, with another beginning.
        SUPERSEDED
    }
}
