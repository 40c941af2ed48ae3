package io.unbroken.custody.coldchain;

import io.unbroken.custody.coldchain.Excursion.Direction;

/// Where a reading stands to the allowed range, once its uncertainty is taken off.
enum Standing {
    /// Surely in range.
    IN,
    /// Surely too warm.
    ABOVE,
    /// Surely too cold.
    BELOW,
    /// Too close to the high limit to tell, or at odds with another reading of the same time.
    PERHAPS_ABOVE,
    /// The same at the low limit.
    PERHAPS_BELOW;

    /// Further inside than any temperature can be from any limit.
    private static final int NO_LIMIT = -1_000_000;

    static Standing of(Celsius temperature, ThermalRule rule) {
        int band = rule.guardBandHundredths();
        int overHigh = overHigh(temperature, rule.range());
        int underLow = underLow(temperature, rule.range());
        if (overHigh > band) {
            return ABOVE;
        }
        if (underLow > band) {
            return BELOW;
        }
        if (overHigh <= -band && underLow <= -band) {
            return IN;
        }
        return perhaps(temperature, rule.range());
    }

    /// Doubtful, at the limit that is nearer (or broken further).
    static Standing perhaps(Celsius temperature, TemperatureRange range) {
        return overHigh(temperature, range) >= underLow(temperature, range)
                ? PERHAPS_ABOVE
                : PERHAPS_BELOW;
    }

    /// By how much the temperature is out of the range, in hundredths; negative inside.
    static int excess(Celsius temperature, TemperatureRange range) {
        return Math.max(overHigh(temperature, range), underLow(temperature, range));
    }

    private static int overHigh(Celsius temperature, TemperatureRange range) {
        return range.high()
                .map(high -> temperature.hundredths() - high.hundredths())
                .orElse(NO_LIMIT);
    }

    private static int underLow(Celsius temperature, TemperatureRange range) {
        return range.low().map(low -> low.hundredths() - temperature.hundredths()).orElse(NO_LIMIT);
    }

    boolean in() {
        return this == IN;
    }

    boolean surelyOut() {
        return this == ABOVE || this == BELOW;
    }

    /// The limit in question; that of [#IN] is never asked for.
    Direction direction() {
        return switch (this) {
            case ABOVE, PERHAPS_ABOVE -> Direction.ABOVE;
            case BELOW, PERHAPS_BELOW -> Direction.BELOW;
            case IN -> throw new IllegalStateException("a reading in range breaks no limit");
        };
    }
}
