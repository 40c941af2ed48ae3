package io.unbroken.custody.coldchain;

import java.time.Duration;
import java.time.Instant;

/// A time without readings that is longer than the rule allows; what happened in it is unknown.
///
/// @param from the last reading before it, or the start of the interval
/// @param until the first reading after it, or the end of the interval
public record TelemetryGap(Instant from, Instant until) {

    public Duration length() {
        return Duration.between(from, until);
    }
}
