package io.unbroken.custody.profile;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.TemperatureRange;
import java.time.Duration;
import java.util.Optional;

/// What out of range is tolerated of one unit in one stage.
///
/// @param longest the longest single time
/// @param longestTotal the longest time in sum, over all its carriers
/// @param most how often, over all its carriers; empty if that does not matter
/// @param outermost what temperatures it may reach at all, however short; empty if that does not matter
/// @param kinetic the highest mean kinetic temperature of one carriage; empty if it is not judged, as always with frozen material
public record ExcursionLimits(
        Duration longest,
        Duration longestTotal,
        Optional<Integer> most,
        Optional<TemperatureRange> outermost,
        Optional<Celsius> kinetic) {

    /// Who tolerates more has no rule.
    private static final int MOST = 1_000;

    /// @throws IllegalArgumentException if a limit cannot be meant
    public ExcursionLimits {
        Bounds.atLeastNothing("longest", longest);
        Bounds.atLeastNothing("longestTotal", longestTotal);
        Bounds.notAbove("longest", longest, "longestTotal", longestTotal);
        most.ifPresent(count -> Bounds.within("most", count, 0, MOST));
    }

    /// Limits of time alone.
    public static ExcursionLimits lasting(Duration longest, Duration longestTotal) {
        return new ExcursionLimits(
                longest, longestTotal, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Nothing out of range is tolerated.
    public static ExcursionLimits none() {
        return lasting(Duration.ZERO, Duration.ZERO);
    }

    /// The same, for at most so many excursions.
    public ExcursionLimits times(int count) {
        return new ExcursionLimits(longest, longestTotal, Optional.of(count), outermost, kinetic);
    }

    /// The same, which may reach no further.
    public ExcursionLimits reaching(TemperatureRange temperatures) {
        return new ExcursionLimits(longest, longestTotal, most, Optional.of(temperatures), kinetic);
    }

    /// The same, with a mean kinetic temperature that is not to be exceeded.
    public ExcursionLimits kinetic(Celsius highest) {
        return new ExcursionLimits(longest, longestTotal, most, outermost, Optional.of(highest));
    }
}
