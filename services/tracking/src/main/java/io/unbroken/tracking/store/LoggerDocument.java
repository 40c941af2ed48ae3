package io.unbroken.tracking.store;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import java.time.LocalDate;
import java.util.Set;

/// Which journeys a logger was ever bound to, and on which days it has readings. Both sets only grow.
public record LoggerDocument(LoggerId logger, Set<CoiId> journeys, Set<LocalDate> days) {

    public LoggerDocument {
        journeys = Set.copyOf(journeys);
        days = Set.copyOf(days);
    }

    public static LoggerDocument unknown(LoggerId logger) {
        return new LoggerDocument(logger, Set.of(), Set.of());
    }
}
