package io.unbroken.custody.planted;

import java.time.Instant;

/// A rule that looks at the clock, and prints.
public final class LooksAtTheClock {
    private LooksAtTheClock() {}

    public static void look() {
        System.out.println(Instant.now());
    }
}
