package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.LoggerReadings;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.coldchain.ThermalSegment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The readings of one logger as the store keeps them, day by day: days that are wholly asked for by their digests, at most the
/// first and the last from their blocks.
///
/// Where an interval has no end, the readings end where the logger's document said when it was read, before the buckets were. What
/// is in the buckets beyond that is being written, and one day may have it and the day before not yet; who writes it tells afterwards.
final class KeptReadings implements LoggerReadings {

    private final TreeMap<LocalDate, KeptDay> days = new TreeMap<>();
    private final Optional<Instant> end;

    /// @param end where the readings ended before these days were read
    KeptReadings(Collection<KeptDay> days, Optional<Instant> end) {
        days.forEach(day -> this.days.put(day.day(), day));
        this.end = end;
    }

    @Override
    public Optional<ThermalSegment> segment(Interval interval, ThermalRule rule) {
        Optional<ThermalSegment> all = Optional.empty();
        for (KeptDay day : touched(interval)) {
            Optional<ThermalSegment> next =
                    isWhole(day, interval)
                            ? day.segment(rule)
                            : day.readings().segment(upToTheEnd(interval), rule);
            all =
                    all.isPresent() && next.isPresent()
                            ? Optional.of(all.get().then(next.get()))
                            : all.or(() -> next);
        }
        return all;
    }

    @Override
    public Readings within(Interval interval) {
        var samples = new ArrayList<Sample>();
        touched(interval)
                .forEach(day ->
                        samples.addAll(day.readings().within(upToTheEnd(interval)).samples()));
        return Readings.of(samples);
    }

    private static boolean hasNoEnd(Interval interval) {
        return interval.until().equals(Instant.MAX);
    }

    private Interval upToTheEnd(Interval interval) {
        Instant last = end.orElse(interval.from());
        return hasNoEnd(interval) && !last.isBefore(interval.from())
                ? new Interval(interval.from(), last)
                : interval;
    }

    /// Whether all readings of a day are asked for. The last day of an interval without end is, if they end where they should.
    private boolean isWhole(KeptDay day, Interval interval) {
        boolean ends =
                hasNoEnd(interval)
                        ? day.end().map(last -> end.equals(Optional.of(last))).orElse(false)
                                || end.map(last -> last.isAfter(day.interval().until()))
                                        .orElse(false)
                        : interval.contains(day.interval().until());
        return ends && interval.contains(day.interval().from());
    }

    private Instant last(Interval interval) {
        return hasNoEnd(interval) ? end.orElse(Instant.MIN) : interval.until();
    }

    private List<KeptDay> touched(Interval interval) {
        return days.values().stream()
                .filter(day ->
                        !day.interval().until().isBefore(interval.from())
                                && !day.interval().from().isAfter(last(interval)))
                .toList();
    }
}
