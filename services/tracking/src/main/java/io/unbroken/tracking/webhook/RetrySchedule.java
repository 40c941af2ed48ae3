package io.unbroken.tracking.webhook;

import java.time.Duration;

/// When a delivery that failed is tried again: after 5 s, and four times as long each time up to six hours; ten attempts take about a
/// day. Each is moved by a fifth at most, so that what failed together does not come back together.
final class RetrySchedule {

    static final int MOST_ATTEMPTS = 10;

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int TIMES = 4;

    /// A receiver that asks for more than a day has gone.
    private static final Duration LONGEST_ASKED = Duration.ofHours(24);

    private static final int JITTER_PERCENT = 20;

    private RetrySchedule() {}

    /// How long to wait after so many attempts.
    ///
    /// @param id spreads deliveries evenly, and the same one in the same way each time
    static Duration after(int attempts, String id) {
        long millis = FIRST.toMillis();
        for (int i = 1; i < attempts && millis < LONGEST.toMillis(); i++) {
            millis *= TIMES;
        }
        millis = Math.min(millis, LONGEST.toMillis());
        int spread = Math.floorMod((id + attempts).hashCode(), 2 * JITTER_PERCENT + 1);
        return Duration.ofMillis(millis * (100 - JITTER_PERCENT + spread) / 100);
    }

    /// As [#after], but not before the receiver wants it.
    static Duration after(int attempts, String id, Duration asked) {
        Duration usual = after(attempts, id);
        Duration bounded = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
        return usual.compareTo(bounded) > 0 ? usual : bounded;
    }
}
