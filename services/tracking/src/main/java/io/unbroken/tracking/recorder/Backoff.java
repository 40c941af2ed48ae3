package io.unbroken.tracking.recorder;

import java.time.Duration;

/// How long to wait before the next attempt: doubling, never given up.
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);

    /// An outage that ends is noticed within this time.
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private int failures;

    Duration next() {
        // 100 ms × 2^6 is past the longest already; more would overflow after days.
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures, 6));
        failures++;
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    int failures() {
        return failures;
    }

    void reset() {
        failures = 0;
    }
}
