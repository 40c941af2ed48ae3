package io.unbroken.custody.coldchain;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// A temperature in hundredths of a degree Celsius, from absolute zero to +1000.00 °C.
///
/// An integer, so that the same reading is the same bytes on every machine.
///
/// @param hundredths degrees Celsius times one hundred
public record Celsius(int hundredths) implements Comparable<Celsius> {

    /// Absolute zero, -273.15 °C: nothing is colder.
    public static final Celsius ABSOLUTE_ZERO = new Celsius(-27_315);

    /// No sensor that rides with cells reads more; above this the text is no temperature.
    public static final Celsius HIGHEST = new Celsius(100_000);

    /// Longer text than this is no reading; it also keeps decimal arithmetic on foreign text cheap.
    private static final int LONGEST_TEXT = 16;

    private static final BigDecimal FREEZING_POINT_FAHRENHEIT = BigDecimal.valueOf(32);
    private static final BigDecimal FIVE = BigDecimal.valueOf(5);
    private static final BigDecimal NINE = BigDecimal.valueOf(9);

    /// @throws IllegalArgumentException if below absolute zero or above [#HIGHEST]
    public Celsius {
        if (hundredths < -27_315 || hundredths > 100_000) {
            throw new IllegalArgumentException(
                    "expected a temperature from -273.15 to 1000.00 °C, found %d hundredths"
                            .formatted(hundredths));
        }
    }

    /// The temperature written as a plain decimal number with a point, such as `-150.25` or `+8.0`.
    /// More than two decimals are rounded half to even.
    ///
    /// @throws IllegalArgumentException if the text is no such number or out of range
    public static Celsius parse(String text) {
        return ofDegrees(decimal(text));
    }

    /// The temperature written in degrees Fahrenheit, rounded once, half to even, to hundredths of
    /// a degree Celsius.
    ///
    /// @throws IllegalArgumentException if the text is no plain decimal number or out of range
    public static Celsius parseFahrenheit(String text) {
        BigDecimal ninths = decimal(text).subtract(FREEZING_POINT_FAHRENHEIT).multiply(FIVE);
        return ofDegrees(ninths.divide(NINE, 2, RoundingMode.HALF_EVEN));
    }

    private static Celsius ofDegrees(BigDecimal degrees) {
        BigDecimal hundredths = degrees.movePointRight(2).setScale(0, RoundingMode.HALF_EVEN);
        if (hundredths.abs().compareTo(BigDecimal.valueOf(100_000)) > 0) {
            throw new IllegalArgumentException(
                    "expected a temperature from -273.15 to 1000.00 °C, found "
                            + degrees.toPlainString());
        }
        return new Celsius(hundredths.intValueExact());
    }

    /// Only sign, digits and one point with digits behind it: no exponent, so that short text cannot
    /// mean a huge number, and no `5.`, which is what a cut-off 5.9 looks like.
    private static BigDecimal decimal(String text) {
        int digits = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else if (i > 0 || (c != '-' && c != '+')) {
                throw notDecimal();
            }
        }
        if (digits == 0 || points > 1 || text.endsWith(".") || text.length() > LONGEST_TEXT) {
            throw notDecimal();
        }
        return new BigDecimal(text);
    }

    private static IllegalArgumentException notDecimal() {
        return new IllegalArgumentException(
                "expected a decimal number of at most " + LONGEST_TEXT + " characters");
    }

    /// Whether this is hotter than `other`.
    public boolean isAbove(Celsius other) {
        return hundredths > other.hundredths;
    }

    /// Whether this is colder than `other`.
    public boolean isBelow(Celsius other) {
        return hundredths < other.hundredths;
    }

    @Override
    public int compareTo(Celsius other) {
        return Integer.compare(hundredths, other.hundredths);
    }

    /// Degrees with two decimals, such as `-150.25`.
    @Override
    public String toString() {
        return BigDecimal.valueOf(hundredths, 2).toPlainString();
    }
}
