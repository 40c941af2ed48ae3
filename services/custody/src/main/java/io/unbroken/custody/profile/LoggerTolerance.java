package io.unbroken.custody.profile;

import java.time.Duration;

/// By how much, and for how long, two loggers of one carrier may differ.
///
/// @param hundredths of a degree
/// @param longest for how long they may differ by more
public record LoggerTolerance(int hundredths, Duration longest) {

    /// Two sensors that differ by more are not in one carrier.
    private static final int MOST_HUNDREDTHS = 10_000;

    /// @throws IllegalArgumentException if a limit cannot be meant
    public LoggerTolerance {
        Bounds.within("hundredths", hundredths, 1, MOST_HUNDREDTHS);
        Bounds.atLeastNothing("longest", longest);
    }
}
