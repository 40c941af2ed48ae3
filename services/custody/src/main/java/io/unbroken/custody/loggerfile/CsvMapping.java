package io.unbroken.custody.loggerfile;

import io.unbroken.custody.sensing.Condition.Quantity;
import io.unbroken.custody.sensing.TemperatureUnit;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a plain CSV does not say by itself, given by the one who knows the logger.
///
/// @param timeColumn the header of the column with date and time
/// @param temperatureColumn the header of the column with the temperature
/// @param zone the zone of times that are written without an offset
/// @param unit the unit of temperatures that are written without one
/// @param datePattern how times are written, as in [DateTimeFormatter], such as
///     `dd/MM/yyyy HH:mm`; needed where the order of day and month is open
/// @param conditionColumns the headers of columns with other quantities than temperature: tilt (degrees from upright), shock (g), light (lux),
///     battery and liquid nitrogen (percent). Only those that are given are read: a header does not tell the unit
public record CsvMapping(
        Optional<String> timeColumn,
        Optional<String> temperatureColumn,
        Optional<ZoneId> zone,
        Optional<TemperatureUnit> unit,
        Optional<String> datePattern,
        Map<Quantity, String> conditionColumns) {

    /// What a column of numbers can be.
    private static final Set<Quantity> NUMBERS =
            EnumSet.of(
                    Quantity.TILT,
                    Quantity.SHOCK,
                    Quantity.LIGHT,
                    Quantity.BATTERY,
                    Quantity.NITROGEN);

    /// Longer than any useful pattern.
    private static final int LONGEST_PATTERN = 60;

    /// @throws IllegalArgumentException if the pattern is none, or a quantity is no number
    public CsvMapping {
        zone = zone.map(ZoneId::normalized);
        datePattern.ifPresent(CsvMapping::formatter);
        conditionColumns = Map.copyOf(conditionColumns);
        for (Quantity quantity : conditionColumns.keySet()) {
            if (!NUMBERS.contains(quantity)) {
                throw new IllegalArgumentException(
                        "expected columns of %s, found %s".formatted(NUMBERS, quantity));
            }
        }
    }

    /// Nothing given: the file has to say all.
    public static CsvMapping none() {
        return new CsvMapping(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    public CsvMapping withColumns(String time, String temperature) {
        return new CsvMapping(
                Optional.of(time),
                Optional.of(temperature),
                zone,
                unit,
                datePattern,
                conditionColumns);
    }

    public CsvMapping withZone(ZoneId given) {
        return new CsvMapping(
                timeColumn,
                temperatureColumn,
                Optional.of(given),
                unit,
                datePattern,
                conditionColumns);
    }

    public CsvMapping withUnit(TemperatureUnit given) {
        return new CsvMapping(
                timeColumn,
                temperatureColumn,
                zone,
                Optional.of(given),
                datePattern,
                conditionColumns);
    }

    public CsvMapping withDatePattern(String given) {
        return new CsvMapping(
                timeColumn, temperatureColumn, zone, unit, Optional.of(given), conditionColumns);
    }

    public CsvMapping withConditionColumns(Map<Quantity, String> given) {
        return new CsvMapping(timeColumn, temperatureColumn, zone, unit, datePattern, given);
    }

    /// This mapping, and from `other` what this one does not say.
    public CsvMapping or(CsvMapping other) {
        return new CsvMapping(
                timeColumn.or(other::timeColumn),
                temperatureColumn.or(other::temperatureColumn),
                zone.or(other::zone),
                unit.or(other::unit),
                datePattern.or(other::datePattern),
                conditionColumns.isEmpty() ? other.conditionColumns : conditionColumns);
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
