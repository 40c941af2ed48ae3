package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Excursion;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.ReadingFigures;
import io.unbroken.custody.coldchain.TelemetryGap;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.coldchain.ThermalSummary;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one logger tells of the units that it was with, from when to when. While it is still with them, it is judged up to its last
/// reading, and one more reading that is in range changes nothing here: so a history need not be written again with each one.
///
/// @param until when it was parted from them; empty while it is with them
/// @param figures what its readings come to; empty while it is with them
/// @param conflicts times that have more than one temperature
/// @param excursions episodes out of range, in order of time, with those that are only possible
/// @param gaps times without readings, in order
/// @param outOfRangeAtLeast how long the units were out of range at least
/// @param outOfRangeAtMost how long they may have been, times without readings apart
public record ThermalLeg(
        Carriage.Kind kind,
        String carrier,
        LoggerId logger,
        List<MaterialId> materials,
        Instant from,
        Optional<Instant> until,
        ThermalRule rule,
        Optional<ReadingFigures> figures,
        int conflicts,
        List<Excursion> excursions,
        List<TelemetryGap> gaps,
        Duration outOfRangeAtLeast,
        Duration outOfRangeAtMost,
        Verdict verdict) {

    static ThermalLeg of(
            Carriage carriage,
            LoggerId logger,
            ThermalRule rule,
            ThermalSummary summary,
            Verdict verdict) {
        return new ThermalLeg(
                carriage.kind(),
                carriage.carrier(),
                logger,
                carriage.materials(),
                carriage.from(),
                carriage.until(),
                rule,
                carriage.until().map(_ -> summary.figures()),
                summary.figures().counts().conflicts(),
                summary.excursions(),
                summary.gaps(),
                summary.outOfRangeAtLeast(),
                summary.outOfRangeAtMost(),
                verdict);
    }

    /// The time whose readings count.
    public Interval interval() {
        return new Interval(from, until.orElse(Instant.MAX));
    }
}
