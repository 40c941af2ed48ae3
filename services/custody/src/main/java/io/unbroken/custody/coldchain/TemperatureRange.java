package io.unbroken.custody.coldchain;

import java.util.Optional;

/// The temperatures that are allowed, limits included: 2 to 8 °C, or -120 °C and colder.
///
/// @param low the coldest allowed; empty if any cold is
/// @param high the warmest allowed; empty if any warmth is
public record TemperatureRange(Optional<Celsius> low, Optional<Celsius> high) {

    /// @throws IllegalArgumentException if there is no limit at all, or the low one is above the
    ///     high one
    public TemperatureRange {
        if (low.isEmpty() && high.isEmpty()) {
            throw new IllegalArgumentException("expected a low or a high limit, found neither");
        }
        if (low.isPresent() && high.isPresent() && low.get().isAbove(high.get())) {
            throw new IllegalArgumentException(
                    "expected a low limit not above the high one, found %s and %s"
                            .formatted(low.get(), high.get()));
        }
    }

    /// From `low` to `high`, both included.
    public static TemperatureRange between(Celsius low, Celsius high) {
        return new TemperatureRange(Optional.of(low), Optional.of(high));
    }

    /// `high` and anything colder.
    public static TemperatureRange atMost(Celsius high) {
        return new TemperatureRange(Optional.empty(), Optional.of(high));
    }

    /// `low` and anything warmer.
    public static TemperatureRange atLeast(Celsius low) {
        return new TemperatureRange(Optional.of(low), Optional.empty());
    }

    /// Whether the temperature is allowed; one that equals a limit is.
    public boolean contains(Celsius temperature) {
        return !above(temperature) && !below(temperature);
    }

    /// Whether the temperature is hotter than the high limit.
    public boolean above(Celsius temperature) {
        return high.isPresent() && temperature.isAbove(high.get());
    }

    /// Whether the temperature is colder than the low limit.
    public boolean below(Celsius temperature) {
        return low.isPresent() && temperature.isBelow(low.get());
    }
}
