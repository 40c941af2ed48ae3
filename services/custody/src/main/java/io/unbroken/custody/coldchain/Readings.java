package io.unbroken.custody.coldchain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// All that is known of one logger's samples: a set, in one order, that never changes.
///
/// The same samples in any order, repeated, or split over several messages make equal readings.
/// Two values for one time are two samples, and both stay.
public final class Readings implements LoggerReadings {

    private static final Readings NONE = new Readings(List.of());

    private final List<Sample> samples;

    private Readings(List<Sample> samples) {
        this.samples = samples;
    }

    public static Readings none() {
        return NONE;
    }

    /// The set of the given samples.
    public static Readings of(Collection<Sample> samples) {
        return samples.isEmpty() ? NONE : new Readings(List.copyOf(new TreeSet<>(samples)));
    }

    /// The samples, each once, ordered by time and then by temperature.
    public List<Sample> samples() {
        return samples;
    }

    public boolean isEmpty() {
        return samples.isEmpty();
    }

    /// These samples and those of `other`.
    public Readings union(Readings other) {
        if (other.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return other;
        }
        var all = new ArrayList<Sample>(samples.size() + other.samples.size());
        all.addAll(samples);
        all.addAll(other.samples);
        return of(all);
    }

    @Override
    public Optional<ThermalSegment> segment(Interval interval, ThermalRule rule) {
        return ThermalSegment.of(within(interval), rule);
    }

    @Override
    public List<HourOfReadings> hours(Interval interval) {
        return HourOfReadings.of(within(interval));
    }

    /// Those samples whose time is in `interval`, ends included.
    @Override
    public Readings within(Interval interval) {
        int first = firstNotBefore(interval.from());
        int last = first;
        while (last < samples.size() && interval.contains(samples.get(last).time())) {
            last++;
        }
        return new Readings(List.copyOf(samples.subList(first, last)));
    }

    private int firstNotBefore(Instant time) {
        int found = Collections.binarySearch(samples, new Sample(time, Celsius.ABSOLUTE_ZERO));
        return found >= 0 ? found : -found - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Readings readings && samples.equals(readings.samples);
    }

    @Override
    public int hashCode() {
        return samples.hashCode();
    }

    /// How many there are and when; the values would flood a log.
    @Override
    public String toString() {
        return isEmpty()
                ? "no readings"
                : "%d readings from %s to %s"
                        .formatted(
                                samples.size(),
                                samples.getFirst().time(),
                                samples.getLast().time());
    }
}
