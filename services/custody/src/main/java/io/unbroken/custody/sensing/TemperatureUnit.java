package io.unbroken.custody.sensing;

import io.unbroken.custody.coldchain.Celsius;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// The unit that temperatures were given in, before they became hundredths of a degree Celsius.
public enum TemperatureUnit {
    CELSIUS,
    FAHRENHEIT,
    KELVIN;

    private static final BigDecimal FREEZING_POINT_FAHRENHEIT = BigDecimal.valueOf(32);
    private static final BigDecimal FREEZING_POINT_KELVIN = new BigDecimal("273.15");
    private static final BigDecimal FIVE = BigDecimal.valueOf(5);
    private static final BigDecimal NINE = BigDecimal.valueOf(9);

    /// Degrees Celsius with two decimals; rounded once, half to even. Not checked: it may be below absolute zero.
    ///
    /// Celsius and kelvin with two decimals are converted exactly. A hundredth of a degree Celsius is finer than the tenth of
    /// a degree Fahrenheit that loggers write, so that each reading has its own value.
    public BigDecimal toCelsius(BigDecimal value) {
        return switch (this) {
            case CELSIUS -> value.setScale(2, RoundingMode.HALF_EVEN);
            case FAHRENHEIT ->
                    value.subtract(FREEZING_POINT_FAHRENHEIT)
                            .multiply(FIVE)
                            .divide(NINE, 2, RoundingMode.HALF_EVEN);
            case KELVIN ->
                    value.subtract(FREEZING_POINT_KELVIN).setScale(2, RoundingMode.HALF_EVEN);
        };
    }

    /// The temperature written in this unit.
    ///
    /// @throws IllegalArgumentException if the text is no plain decimal number or out of range
    public Celsius parse(String text) {
        return switch (this) {
            case CELSIUS -> Celsius.parse(text);
            case FAHRENHEIT -> Celsius.parseFahrenheit(text);
            case KELVIN -> Celsius.parse(toCelsius(decimal(text)).toPlainString());
        };
    }

    private static BigDecimal decimal(String text) {
        return new Reading(text)
                .number()
                .orElseThrow(() -> new IllegalArgumentException("expected a decimal number"));
    }
}
