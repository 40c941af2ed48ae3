package io.unbroken.custody.loggerfile;

import io.unbroken.custody.sensing.TemperatureUnit;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/// What a plain CSV does not say by itself, given by the one who knows the logger.
///
/// @param timeColumn the header of the column with date and time
/// @param temperatureColumn the header of the column with the temperature
/// @param zone the zone of times that are written without an offset
/// @param unit the unit of temperatures that are written without one
/// @param datePattern how times are written, as in [DateTimeFormatter], such as
///     `dd/MM/yyyy HH:mm`; needed where the order of day and month is open
public record CsvMapping(
        Optional<String> timeColumn,
        Optional<String> temperatureColumn,
        Optional<ZoneId> zone,
        Optional<TemperatureUnit> unit,
        Optional<String> datePattern) {

    /// Longer than any useful pattern.
    private static final int LONGEST_PATTERN = 60;

    /// @throws IllegalArgumentException if the pattern is none
    public CsvMapping {
        datePattern.ifPresent(CsvMapping::formatter);
    }

    /// Nothing given: the file has to say all.
    public static CsvMapping none() {
        return new CsvMapping(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public CsvMapping withColumns(String time, String temperature) {
        return new CsvMapping(Optional.of(time), Optional.of(temperature), zone, unit, datePattern);
    }

    public CsvMapping withZone(ZoneId given) {
        return new CsvMapping(timeColumn, temperatureColumn, Optional.of(given), unit, datePattern);
    }

    public CsvMapping withUnit(TemperatureUnit given) {
        return new CsvMapping(timeColumn, temperatureColumn, zone, Optional.of(given), datePattern);
    }

    public CsvMapping withDatePattern(String given) {
        return new CsvMapping(timeColumn, temperatureColumn, zone, unit, Optional.of(given));
    }

    Optional<DateTimeFormatter> formatter() {
        return datePattern.map(CsvMapping::formatter);
    }

    /// Strict, so that the 31st of February is refused; `y` becomes `u`, which needs no era then.
    private static DateTimeFormatter formatter(String pattern) {
        if (pattern.length() > LONGEST_PATTERN) {
            throw new IllegalArgumentException(
                    "expected a date pattern of at most " + LONGEST_PATTERN + " characters");
        }
        return DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
