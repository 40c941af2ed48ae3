package io.unbroken.tracking.store;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import java.time.Instant;
import java.util.List;

/// The last time for which a logger has readings, as far as its writers knew.
///
/// @param coldest of the readings of that time
/// @param warmest the same, unless the logger gave several temperatures for that time
/// @param changes the state of the keys by which these readings were authentic,
///     [io.unbroken.tracking.recorder.Authenticator#changes()]
public record LastMoment(Instant time, Celsius coldest, Celsius warmest, long changes) {

    /// That of some readings, at least one.
    public static LastMoment of(Readings readings, long changes) {
        List<Sample> samples = readings.samples();
        Sample last = samples.getLast();
        int first = samples.size() - 1;
        while (first > 0 && samples.get(first - 1).time().equals(last.time())) {
            first--;
        }
        return new LastMoment(
                last.time(), samples.get(first).temperature(), last.temperature(), changes);
    }

    /// The later of both, or both as one.
    public LastMoment with(LastMoment other) {
        if (!time.equals(other.time)) {
            return time.isAfter(other.time) ? this : other;
        }
        return new LastMoment(
                time,
                coldest.isBelow(other.coldest) ? coldest : other.coldest,
                warmest.isAbove(other.warmest) ? warmest : other.warmest,
                Math.min(changes, other.changes));
    }

    /// Whether both are the same readings.
    public boolean isAt(LastMoment other) {
        return time.equals(other.time)
                && coldest.equals(other.coldest)
                && warmest.equals(other.warmest);
    }

    /// What is known of its readings.
    public Readings readings() {
        return Readings.of(List.of(new Sample(time, coldest), new Sample(time, warmest)));
    }
}
