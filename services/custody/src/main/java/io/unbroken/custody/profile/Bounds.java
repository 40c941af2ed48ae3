package io.unbroken.custody.profile;

import java.time.Duration;

/// What no rule may exceed: what does is a slip of the pen, and would judge cells.
final class Bounds {

    /// Cells in nitrogen vapour are kept for decades; nothing in a profile lasts longer.
    static final Duration LONGEST = Duration.ofDays(100 * 365);

    private Bounds() {}

    static void within(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s: expected %d to %d, found %d".formatted(field, least, most, value));
        }
    }

    /// More than nothing.
    static void some(String field, Duration length) {
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s: expected more than nothing and at most %s, found %s"
                            .formatted(field, LONGEST, length));
        }
    }

    /// Nothing or more.
    static void atLeastNothing(String field, Duration length) {
        if (!length.isZero()) {
            some(field, length);
        }
    }

    static void notAbove(String field, Duration length, String other, Duration most) {
        if (length.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "%s: expected at most %s (%s), found %s".formatted(field, other, most, length));
        }
    }
}
