package io.unbroken.custody.history;

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
public record Carriage(
        Kind kind,
        String carrier,
        List<MaterialId> materials,
        List<LoggerId> loggers,
        Instant from,
        Optional<Instant> until,
        EventId begunBy,
        Optional<EventId> endedBy) {

    /// On the way or at rest.
    public enum Kind {
        SHIPPER,
        STORE
    }
}
