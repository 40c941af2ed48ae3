package io.unbroken.tracking.recorder;

import java.time.Instant;

/// The readings of one step of a chart.
///
/// @param from when the step begins
/// @param sum in hundredths of a degree Celsius, as the others
public record Envelope(Instant from, int count, long sum, int min, int max) {

    Envelope plus(Envelope other) {
        return new Envelope(
                from,
                count + other.count,
                sum + other.sum,
                Math.min(min, other.min),
                Math.max(max, other.max));
    }

    /// The mean, rounded to a hundredth of a degree.
    public int mean() {
        return Math.toIntExact(Math.round((double) sum / count));
    }
}
