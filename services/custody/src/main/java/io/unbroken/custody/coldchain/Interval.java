package io.unbroken.custody.coldchain;

import java.time.Duration;
import java.time.Instant;

/// A span of time with both ends included.
///
/// @param from the first instant
/// @param until the last instant, not before `from`
public record Interval(Instant from, Instant until) {

    /// @throws IllegalArgumentException if it ends before it begins
    public Interval {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException(
                    "expected an end not before %s, found %s".formatted(from, until));
        }
    }

    /// Whether `time` is inside or on an end.
    public boolean contains(Instant time) {
        return !time.isBefore(from) && !time.isAfter(until);
    }

    public Duration length() {
        return Duration.between(from, until);
    }
}
