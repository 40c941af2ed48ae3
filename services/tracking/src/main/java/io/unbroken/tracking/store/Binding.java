package io.unbroken.tracking.store;

import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.history.Attention;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.CoiId;
import java.time.Instant;
import java.util.Optional;

/// That a journey's history was once derived from a logger's readings of this time. A later set of events may say otherwise; then the
/// binding stays, and costs a derivation at most.
///
/// @param until empty while the logger was with the cells
/// @param rule by which the readings were judged
/// @param attention what else of the logger changes the history
public record Binding(
        CoiId coi, Instant from, Optional<Instant> until, ThermalRule rule, Attention attention) {

    /// One by which nothing but temperature is judged.
    public Binding(CoiId coi, Instant from, Optional<Instant> until, ThermalRule rule) {
        this(coi, from, until, rule, Attention.NONE);
    }

    public static Binding of(CoiId coi, LoggerAssignment assignment) {
        return new Binding(
                coi,
                assignment.from(),
                assignment.until(),
                assignment.rule(),
                assignment.attention());
    }

    /// Whether a reading of this time counts for the journey.
    public boolean contains(Instant time) {
        return !time.isBefore(from) && until.map(end -> !time.isAfter(end)).orElse(true);
    }
}
