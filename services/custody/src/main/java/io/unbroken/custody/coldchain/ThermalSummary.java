package io.unbroken.custody.coldchain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the readings of one logger prove about one interval under one rule.
///
/// A pure function of the set of readings: their order, repetition or split over messages cannot
/// change it, and each number in it is an integer. Readings outside of the interval do not count.
///
/// @param interval the time judged
/// @param figures what the readings come to
/// @param excursions episodes out of range, in order of time, with those that are only possible
/// @param gaps times without readings, in order, with those at the ends of the interval
/// @param outOfRangeAtLeast how long the material was out of range at least: the sum of the
///     excursions' lower bounds
/// @param outOfRangeAtMost how long it may have been out of range; gaps between two readings in
///     range are not in it, they are unknown
public record ThermalSummary(
        Interval interval,
        ReadingFigures figures,
        List<Excursion> excursions,
        List<TelemetryGap> gaps,
        Duration outOfRangeAtLeast,
        Duration outOfRangeAtMost) {

    /// Judges those of `readings` that are in `interval`.
    public static ThermalSummary of(LoggerReadings readings, ThermalRule rule, Interval interval) {
        return readings.segment(interval, rule)
                .map(segment -> of(segment, interval))
                .orElseGet(() -> unwatched(rule, interval));
    }

    /// Judges an interval by the segment of all readings in it.
    ///
    /// @throws IllegalArgumentException if the segment has readings outside of the interval
    public static ThermalSummary of(ThermalSegment segment, Interval interval) {
        Instant first = segment.first().time();
        Instant last = segment.last().time();
        if (!interval.contains(first) || !interval.contains(last)) {
            throw new IllegalArgumentException(
                    "expected readings in %s, found some from %s to %s"
                            .formatted(interval, first, last));
        }
        ThermalRule rule = segment.rule();
        List<Excursion> excursions =
                segment.episodes().stream().map(episode -> episode.over(interval)).toList();
        return new ThermalSummary(
                interval,
                ReadingFigures.of(segment, interval.until()),
                excursions,
                Stream.of(
                                gap(interval.from(), first, rule).stream(),
                                segment.gaps().stream(),
                                gap(last, interval.until(), rule).stream())
                        .flatMap(gaps -> gaps)
                        .toList(),
                excursions.stream()
                        .map(Excursion::lowerBound)
                        .reduce(Duration.ZERO, Duration::plus),
                segment.possiblyOut()
                        .plus(unlessIn(segment.first(), interval.from(), first))
                        .plus(unlessIn(segment.last(), last, interval.until())));
    }

    private static ThermalSummary unwatched(ThermalRule rule, Interval interval) {
        return new ThermalSummary(
                interval,
                ReadingFigures.NONE,
                List.of(),
                gap(interval.from(), interval.until(), rule).stream().toList(),
                Duration.ZERO,
                Duration.ZERO);
    }

    private static Duration unlessIn(ThermalSegment.Edge edge, Instant from, Instant until) {
        return edge.in() ? Duration.ZERO : Duration.between(from, until);
    }

    private static Optional<TelemetryGap> gap(Instant from, Instant until, ThermalRule rule) {
        return Optional.of(new TelemetryGap(from, until))
                .filter(gap -> gap.length().compareTo(rule.longestGap()) > 0);
    }
}
