package io.unbroken.tracking.store;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which journeys a logger was ever bound to, on which days it has readings, and where they end. All of it only grows; replaced by
/// compare-and-set, so that whoever moves the end knows all journeys that were bound before.
///
/// @param version more with each replacement, 0 before the first
/// @param conditions what it told beside temperatures, as far as that may be judged
public record LoggerDocument(
        LoggerId logger,
        long version,
        Set<Binding> bindings,
        Set<LocalDate> days,
        Optional<LastMoment> last,
        HeardConditions conditions) {

    /// One of a logger that told temperatures alone.
    public LoggerDocument(
            LoggerId logger,
            long version,
            Set<Binding> bindings,
            Set<LocalDate> days,
            Optional<LastMoment> last) {
        this(logger, version, bindings, days, last, HeardConditions.NONE);
    }

    public LoggerDocument {
        bindings = Set.copyOf(bindings);
        days = Set.copyOf(days);
    }

    public static LoggerDocument unknown(LoggerId logger) {
        return new LoggerDocument(logger, 0, Set.of(), Set.of(), Optional.empty());
    }

    /// The journeys that it was bound to.
    public Set<CoiId> journeys() {
        return bindings.stream().map(Binding::coi).collect(Collectors.toUnmodifiableSet());
    }

    /// With these bindings too.
    public LoggerDocument bound(Set<Binding> more, long next) {
        var all = new HashSet<>(bindings);
        all.addAll(more);
        return new LoggerDocument(logger, next, all, days, last, conditions);
    }

    /// With readings of these days too, that end there, and with these conditions.
    public LoggerDocument grown(
            Set<LocalDate> more, Optional<LastMoment> end, HeardConditions heard, long next) {
        var all = new HashSet<>(days);
        all.addAll(more);
        return new LoggerDocument(
                logger,
                next,
                bindings,
                all,
                last.isPresent() && end.isPresent()
                        ? Optional.of(last.get().with(end.get()))
                        : last.or(() -> end),
                conditions.with(heard));
    }

    /// Whether both say the same, whatever their versions.
    public boolean saysAs(LoggerDocument other) {
        return bindings.equals(other.bindings)
                && days.equals(other.days)
                && last.equals(other.last)
                && conditions.equals(other.conditions);
    }
}
