package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Units inside a shipper or store, with the loggers that were in there with them. A bag has no thermometer; this is what ties
/// it to one (DESIGN, "containment").
///
/// @param carrier the shipper's or store's number
/// @param until when it was opened; empty while it is closed
/// @param hold for how long it keeps its temperature by itself; empty if that is not known, and of a store
public record Carriage(
        Kind kind,
        String carrier,
        List<MaterialId> materials,
        List<LoggerId> loggers,
        Instant from,
        Optional<Instant> until,
        EventId begunBy,
        Optional<EventId> endedBy,
        Optional<Hold> hold) {

    /// The time for which its loggers speak for the units.
    Interval interval() {
        return new Interval(from, until.orElse(Instant.MAX));
    }

    /// For how long a shipper keeps its temperature by itself.
    ///
    /// @param until when its time is over
    /// @param told from when on somebody has to know of that, if it is still closed
    public record Hold(Instant until, Instant told) {}

    Carriage holding(Optional<Hold> end) {
        return new Carriage(kind, carrier, materials, loggers, from, until, begunBy, endedBy, end);
    }

    /// On the way or at rest.
    public enum Kind {
        SHIPPER,
        STORE
    }
}
