package io.unbroken.acceptance.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits for a condition, with an end.
public final class Await {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private Await() {}

    public static void until(String what, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(LONGEST);
        while (!condition.call()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited %s in vain: %s".formatted(LONGEST, what));
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }
}
