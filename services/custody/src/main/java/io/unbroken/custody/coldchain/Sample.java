package io.unbroken.custody.coldchain;

import java.time.Instant;
import java.util.Comparator;

/// One reading of a logger.
///
/// Ordered by time, then by temperature, so that a set of samples has one order only.
///
/// @param time when the sensor read it, by the logger's clock
/// @param temperature what it read
public record Sample(Instant time, Celsius temperature) implements Comparable<Sample> {

    private static final Comparator<Sample> ORDER =
            Comparator.comparing(Sample::time).thenComparing(Sample::temperature);

    @Override
    public int compareTo(Sample other) {
        return ORDER.compare(this, other);
    }
}
