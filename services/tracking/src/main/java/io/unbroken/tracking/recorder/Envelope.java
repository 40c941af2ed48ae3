package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Sample;
import java.time.Instant;

/// The readings of one step of a chart, or one reading.
///
/// @param from when the step begins, or the time of the reading
/// @param sum in hundredths of a degree Celsius, as the others
public record Envelope(Instant from, int count, long sum, int min, int max) {

    /// One reading at its own time.
    static Envelope of(Sample sample) {
        int hundredths = sample.temperature().hundredths();
        return new Envelope(sample.time(), 1, hundredths, hundredths, hundredths);
    }

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
