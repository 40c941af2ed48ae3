package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.HourOfReadings;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.LoggerReadings;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.coldchain.ThermalSegment;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.DayDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The readings of one logger as the store keeps them, day by day: days that are wholly asked for by their digests, at most the
/// first and the last from their blocks.
///
/// Where an interval has no end, the readings end where the logger's document said when it was read, before the buckets were. What
/// is in the buckets beyond that is being written, and one day may have it and the day before not yet; who writes it tells afterwards.
final class KeptReadings implements LoggerReadings {

    private static final Duration HOUR = Duration.ofHours(1);

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

    @Override
    public List<HourOfReadings> hours(Interval interval) {
        var hours = new ArrayList<HourOfReadings>();
        for (KeptDay day : touched(interval)) {
            Optional<DayDigest> digest = day.digest().filter(_ -> isWhole(day, interval));
            if (digest.isPresent()) {
                for (DayDigest.Hour hour : digest.get().hours()) {
                    hours.add(
                            new HourOfReadings(
                                    day.interval().from().plus(HOUR.multipliedBy(hour.hour())),
                                    new Celsius(hour.min()),
                                    new Celsius(hour.max())));
                }
            } else {
                hours.addAll(HourOfReadings.of(day.readings().within(upToTheEnd(interval))));
            }
        }
        return List.copyOf(hours);
    }

    /// Those in `interval`, which has an end: each at its own time where steps shorter than an hour would have one at most, else by steps.
    /// With longer steps only the hour of a reading may be known.
    ///
    /// @param step at least a millisecond
    Curve curve(Interval interval, Duration step) {
        List<Envelope> envelopes = envelopes(interval, step);
        if (step.compareTo(HOUR) >= 0 || envelopes.stream().anyMatch(each -> each.count() > 1)) {
            return new Curve(step, envelopes);
        }
        return new Curve(
                Duration.ZERO, within(interval).samples().stream().map(Envelope::of).toList());
    }

    /// Those in `interval`, which has an end, by steps from its beginning. Hours that are wholly asked for are not read one by one
    /// if a step is no shorter than they are; then one is counted where it begins.
    ///
    /// @param step at least a millisecond
    List<Envelope> envelopes(Interval interval, Duration step) {
        var envelopes = new ArrayList<Envelope>();
        for (KeptDay day : touched(interval)) {
            Optional<DayDigest> digest =
                    day.digest()
                            .filter(_ -> isWhole(day, interval))
                            .filter(_ -> step.compareTo(HOUR) >= 0);
            if (digest.isPresent()) {
                for (DayDigest.Hour hour : digest.get().hours()) {
                    Instant from = day.interval().from().plus(HOUR.multipliedBy(hour.hour()));
                    add(
                            envelopes,
                            interval,
                            step,
                            new Envelope(from, hour.count(), hour.sum(), hour.min(), hour.max()));
                }
            } else {
                for (Sample sample : day.readings().within(interval).samples()) {
                    add(envelopes, interval, step, Envelope.of(sample));
                }
            }
        }
        return List.copyOf(envelopes);
    }

    /// Those days of which [#segment] of this interval would read the blocks.
    Set<BucketId> readFor(Interval interval, ThermalRule rule) {
        return touched(interval).stream()
                .filter(day -> !isWhole(day, interval) || !day.knows(rule))
                .map(KeptDay::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// They come in the order of time.
    private static void add(
            List<Envelope> envelopes, Interval interval, Duration step, Envelope next) {
        long number = Duration.between(interval.from(), next.from()).toMillis() / step.toMillis();
        Instant from = interval.from().plusMillis(number * step.toMillis());
        var placed = new Envelope(from, next.count(), next.sum(), next.min(), next.max());
        if (!envelopes.isEmpty() && envelopes.getLast().from().equals(from)) {
            envelopes.set(envelopes.size() - 1, envelopes.getLast().plus(placed));
        } else {
            envelopes.add(placed);
        }
    }

    private static boolean hasNoEnd(Interval interval) {
        return interval.until().equals(Instant.MAX);
    }

    private Interval upToTheEnd(Interval interval) {
        return hasNoEnd(interval) ? new Interval(interval.from(), last(interval)) : interval;
    }

    /// Whether all readings of a day are asked for. The last day of an interval without end is, if they end where they should.
    private boolean isWhole(KeptDay day, Interval interval) {
        boolean ends =
                hasNoEnd(interval)
                        ? day.end().map(last -> end.equals(Optional.of(last))).orElse(false)
                                || end.map(last -> last.isAfter(day.interval().until()))
                                        .orElse(false)
                        : day.endsBy(interval.until());
        return ends && day.beginsAt(interval.from());
    }

    private Instant last(Interval interval) {
        return hasNoEnd(interval) ? end.orElse(Instant.MIN) : interval.until();
    }

    private List<KeptDay> touched(Interval interval) {
        if (last(interval).isBefore(interval.from())) {
            return List.of();
        }
        return days.values().stream()
                .filter(day ->
                        !day.interval().until().isBefore(interval.from())
                                && !day.interval().from().isAfter(last(interval)))
                .toList();
    }
}
