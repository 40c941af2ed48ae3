package io.unbroken.custody.history;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.LoggerId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Which logger's readings a journey's thermal history needs, from when to when.
///
/// @param until when the logger was parted from the material; empty while it is with it
public record LoggerAssignment(LoggerId logger, Instant from, Optional<Instant> until) {

    /// The assignments that a set of events gives; their order and repetition do not matter.
    public static List<LoggerAssignment> of(Collection<SignedEvent> events) {
        return Fold.over(EventSet.of(events)).carriages().stream()
                .flatMap(carriage ->
                        carriage.loggers().stream()
                                .map(logger ->
                                        new LoggerAssignment(
                                                logger, carriage.from(), carriage.until())))
                .distinct()
                .toList();
    }
}
