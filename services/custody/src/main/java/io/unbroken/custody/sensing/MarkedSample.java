package io.unbroken.custody.sensing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/// A reading of a temperature sensor that cannot be true as it stands: kept, counted, never averaged in, never judged.
///
/// @param time when the logger said that it was, whole milliseconds, corrected as its block's clock says; from
///     [#EARLIEST] to [#LATEST], for a broken clock may show any time
/// @param reading a number of degrees Celsius, or the code in place of one
/// @param mark why it is not judged
public record MarkedSample(Instant time, Reading reading, Mark mark)
        implements Comparable<MarkedSample> {

    /// Room for clocks that begin at 1900, 1970, 1980 or 2000, and for their correction.
    public static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    /// No clock that is corrected by a plausible one lies further ahead.
    public static final Instant LATEST = Instant.parse("2300-01-01T00:00:00Z");

    private static final Comparator<MarkedSample> ORDER =
            Comparator.comparing(MarkedSample::time)
                    .thenComparing(sample -> sample.reading().text())
                    .thenComparing(MarkedSample::mark);

    /// @throws IllegalArgumentException if the time is out of bounds, or what is beyond a sensor is no number
    public MarkedSample {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        requireRange(time);
        if (mark == Mark.BEYOND_SENSOR && reading.number().isEmpty()) {
            throw new IllegalArgumentException(
                    "reading: expected a number, for only a number lies beyond a sensor's range");
        }
    }

    static void requireRange(Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "time: expected %s to %s, found %s".formatted(EARLIEST, LATEST, time));
        }
    }

    @Override
    public int compareTo(MarkedSample other) {
        return ORDER.compare(this, other);
    }
}
