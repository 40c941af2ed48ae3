package io.unbroken.custody.loggerfile;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.sensing.TemperatureUnit;

/// A temperature as a device printed it, with what its last digit is worth.
///
/// @param temperature the value, in degrees Celsius
/// @param stepHundredths one unit of the last printed digit, in hundredths of a degree Celsius,
///     rounded up
public record PrintedTemperature(Celsius temperature, int stepHundredths) {

    /// @throws IllegalArgumentException if the text is no plain decimal number or out of range
    static PrintedTemperature parse(String text, TemperatureUnit unit) {
        int point = text.indexOf('.');
        int decimals = point < 0 ? 0 : text.length() - point - 1;
        int step =
                switch (decimals) {
                    case 0 -> 100;
                    case 1 -> 10;
                    default -> 1;
                };
        int celsiusStep =
                switch (unit) {
                    case CELSIUS, KELVIN -> step;
                    case FAHRENHEIT -> (step * 5 + 8) / 9;
                };
        return new PrintedTemperature(unit.parse(text), celsiusStep);
    }
}
