package io.unbroken.custody.loggerfile;

import io.unbroken.custody.coldchain.Celsius;

/// The unit that a file's temperatures are written in.
public enum TemperatureUnit {
    CELSIUS,
    FAHRENHEIT;

    /// @throws IllegalArgumentException if the text is no plain decimal number or out of range
    Celsius parse(String text) {
        return switch (this) {
            case CELSIUS -> Celsius.parse(text);
            case FAHRENHEIT -> Celsius.parseFahrenheit(text);
        };
    }
}
