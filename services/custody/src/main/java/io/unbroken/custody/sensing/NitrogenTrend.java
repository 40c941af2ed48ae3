package io.unbroken.custody.sensing;

import io.unbroken.custody.sensing.Condition.Nitrogen;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// When a dry shipper's liquid nitrogen will be gone, if it goes on to boil off as it did: a straight line through its levels, by least
/// squares. A shipper that is tilted or damaged loses it faster than it is qualified for, and its levels show that days before its
/// temperature does.
public final class NitrogenTrend {

    /// Two levels are a line through whatever error they have.
    static final int LEAST_LEVELS = 3;

    /// A level is read to a percent, and a good shipper loses ten in a day: less says nothing.
    static final Duration LEAST_SPAN = Duration.ofHours(6);

    /// What will last longer than any journey need not be foretold.
    static final Duration LONGEST = Duration.ofDays(365);

    private NitrogenTrend() {}

    /// Empty if there are too few levels for a line, or they do not fall.
    ///
    /// @param levels in any order; the same one given twice counts once
    public static Optional<Instant> emptyAt(Collection<Nitrogen> levels) {
        List<Nitrogen> inOrder = levels.stream().distinct().sorted(Condition.ORDER).toList();
        if (inOrder.size() < LEAST_LEVELS) {
            return Optional.empty();
        }
        Instant first = inOrder.getFirst().time();
        Instant last = inOrder.getLast().time();
        if (Duration.between(first, last).compareTo(LEAST_SPAN) < 0) {
            return Optional.empty();
        }
        double meanTime =
                inOrder.stream().mapToDouble(level -> seconds(first, level)).average().orElse(0);
        double meanLevel = inOrder.stream().mapToInt(Nitrogen::percent).average().orElse(0);
        double together = 0;
        double spread = 0;
        for (Nitrogen level : inOrder) {
            double time = seconds(first, level) - meanTime;
            together += time * (level.percent() - meanLevel);
            spread += time * time;
        }
        double perSecond = together / spread;
        if (perSecond >= 0) {
            return Optional.empty();
        }
        double left = meanTime - meanLevel / perSecond;
        return left > LONGEST.toSeconds()
                ? Optional.empty()
                : Optional.of(first.plusSeconds((long) left));
    }

    private static double seconds(Instant first, Nitrogen level) {
        return Duration.between(first, level.time()).toMillis() / 1_000.0;
    }
}
