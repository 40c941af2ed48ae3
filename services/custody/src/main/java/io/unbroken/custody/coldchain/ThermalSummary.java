package io.unbroken.custody.coldchain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What the readings of one logger prove about one interval under one rule.
///
/// A pure function of the set of readings: their order, repetition or split over messages cannot
/// change it, and each number in it is an integer. Readings outside of the interval do not count.
///
/// @param interval the time judged
/// @param counts how many readings it has
/// @param min the coldest reading; empty without readings
/// @param max the warmest reading; empty without readings
/// @param mean the plain mean of the readings, rounded half to even; empty without readings
/// @param meanKinetic the mean kinetic temperature by USP, each reading weighed by the time it
///     stands for; empty without readings and where it means nothing (frozen material)
/// @param excursions episodes out of range, in order of time, with those that are only possible
/// @param gaps times without readings, in order, with those at the ends of the interval
/// @param outOfRangeAtLeast how long the material was out of range at least: the sum of the
///     excursions' lower bounds
/// @param outOfRangeAtMost how long it may have been out of range; gaps between two readings in
///     range are not in it, they are unknown
public record ThermalSummary(
        Interval interval,
        ReadingCounts counts,
        Optional<Celsius> min,
        Optional<Celsius> max,
        Optional<MeanTemperature> mean,
        Optional<MeanTemperature> meanKinetic,
        List<Excursion> excursions,
        List<TelemetryGap> gaps,
        Duration outOfRangeAtLeast,
        Duration outOfRangeAtMost) {

    /// Judges those of `readings` that are in `interval`.
    public static ThermalSummary of(Readings readings, ThermalRule rule, Interval interval) {
        Readings inside = readings.within(interval);
        List<Moment> moments = Moment.of(inside.samples(), rule);
        var walk = new ExcursionWalk(rule, interval);
        moments.forEach(walk::take);
        List<Excursion> excursions = walk.finish();
        return new ThermalSummary(
                interval,
                counts(inside, moments, rule),
                moments.stream().map(Moment::coldest).min(Celsius::compareTo),
                moments.stream().map(Moment::warmest).max(Celsius::compareTo),
                MeanTemperature.of(inside),
                meanKinetic(inside, rule, interval),
                excursions,
                gaps(moments, rule, interval),
                excursions.stream()
                        .map(Excursion::lowerBound)
                        .reduce(Duration.ZERO, Duration::plus),
                walk.possiblyOut());
    }

    private static ReadingCounts counts(
            Readings readings, Collection<Moment> moments, ThermalRule rule) {
        int in = 0;
        int out = 0;
        for (Sample sample : readings.samples()) {
            Standing standing = Standing.of(sample.temperature(), rule);
            in += standing.in() ? 1 : 0;
            out += standing.surelyOut() ? 1 : 0;
        }
        int all = readings.samples().size();
        int conflicts = (int) moments.stream().filter(Moment::conflicting).count();
        return new ReadingCounts(all, conflicts, in, out, all - in - out);
    }

    private static Optional<MeanTemperature> meanKinetic(
            Readings readings, ThermalRule rule, Interval interval) {
        return MeanKineticTemperature.appliesTo(rule.range())
                ? MeanKineticTemperature.overTime(
                        readings, interval.until(), rule.longestGap(), ActivationEnergy.USP)
                : Optional.empty();
    }

    private static List<TelemetryGap> gaps(
            List<Moment> moments, ThermalRule rule, Interval interval) {
        var gaps = new ArrayList<TelemetryGap>();
        Instant last = interval.from();
        for (Moment moment : moments) {
            addGap(gaps, last, moment.time(), rule);
            last = moment.time();
        }
        addGap(gaps, last, interval.until(), rule);
        return List.copyOf(gaps);
    }

    private static void addGap(
            Collection<TelemetryGap> gaps, Instant from, Instant until, ThermalRule rule) {
        var gap = new TelemetryGap(from, until);
        if (gap.length().compareTo(rule.longestGap()) > 0) {
            gaps.add(gap);
        }
    }
}
