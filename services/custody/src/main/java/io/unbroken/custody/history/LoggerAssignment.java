package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.profile.ProductProfiles;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Which logger's readings a journey's thermal history needs, from when to when.
///
/// @param until when the logger was parted from the material; empty while it is with it
/// @param rule how they are judged
/// @param attention what else of the logger changes the history
public record LoggerAssignment(
        LoggerId logger,
        Instant from,
        Optional<Instant> until,
        ThermalRule rule,
        Attention attention) {

    /// One by which nothing but temperature is judged.
    public LoggerAssignment(
            LoggerId logger, Instant from, Optional<Instant> until, ThermalRule rule) {
        this(logger, from, until, rule, Attention.NONE);
    }

    /// The assignments that a set of events gives by these rules; their order and repetition do not matter.
    public static List<LoggerAssignment> of(
            Collection<SignedEvent> events, ProductProfiles profiles) {
        Fold fold = Fold.over(EventSet.of(events));
        return of(
                fold.carriages(),
                ThermalRules.of(fold.therapy.rules(profiles), fold.custody.materials()));
    }

    static List<LoggerAssignment> of(List<Carriage> carriages, ThermalRules rules) {
        return carriages.stream()
                .flatMap(carriage ->
                        carriage.loggers().stream()
                                .map(logger ->
                                        new LoggerAssignment(
                                                logger,
                                                carriage.from(),
                                                carriage.until(),
                                                rules.of(carriage).thermal(),
                                                rules.attention(carriage))))
                .distinct()
                .toList();
    }

    /// Whether the logger was with the material on one of these days of UTC.
    public boolean touches(LocalDate first, LocalDate last) {
        return !last.isBefore(day(from)) && until.map(end -> !first.isAfter(day(end))).orElse(true);
    }

    /// Whether a reading of this time is one of the material.
    public boolean contains(Instant time) {
        return !time.isBefore(from) && until.map(end -> !time.isAfter(end)).orElse(true);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
