package io.unbroken.custody.loggerfile;

import io.unbroken.custody.sensing.Condition.Quantity;
import io.unbroken.custody.sensing.TemperatureUnit;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/// The first line of a CSV: which column is what, and what it says of zone and unit.
///
/// @param line the line itself
/// @param timeColumns the index of the column with date and time, or of a date and a time
/// @param temperatureColumn the index of the temperature
/// @param serialColumn the index of the device's serial number, if there is one
/// @param zone the zone named in the time column's header
/// @param unit the unit named in the temperature column's header
/// @param conditionColumns the indices of columns with other quantities, as they were given
record CsvHeader(
        CsvLine line,
        List<Integer> timeColumns,
        int temperatureColumn,
        OptionalInt serialColumn,
        Optional<ZoneId> zone,
        Optional<TemperatureUnit> unit,
        Map<Quantity, Integer> conditionColumns) {

    private static final Set<String> TIME_WORDS =
            Set.of("time", "timestamp", "datetime", "date", "zeit", "datum", "zeitpunkt");
    private static final Set<String> TEMPERATURE_WORDS =
            Set.of(
                    "temp",
                    "temperature",
                    "temperatur",
                    "celsius",
                    "fahrenheit",
                    "°c",
                    "°f",
                    "degc",
                    "degf",
                    "kelvin");
    private static final Set<String> SERIAL_WORDS = Set.of("serial", "device", "logger");
    private static final Set<String> CELSIUS_WORDS = Set.of("celsius", "°c", "c", "degc");
    private static final Set<String> FAHRENHEIT_WORDS = Set.of("fahrenheit", "°f", "f", "degf");
    private static final Set<String> KELVIN_WORDS = Set.of("kelvin", "k", "degk");

    static CsvHeader of(CsvLine line, CsvMapping mapping) {
        List<Integer> times =
                mapping.timeColumn()
                        .map(name -> List.of(named(line, name)))
                        .orElseGet(() -> timeColumns(line));
        int temperature =
                mapping.temperatureColumn()
                        .map(name -> named(line, name))
                        .orElseGet(() -> temperatureColumn(line));
        Optional<ZoneId> zone =
                times.stream()
                        .map(index -> zone(line.cells().get(index)))
                        .flatMap(Optional::stream)
                        .findFirst();
        Optional<TemperatureUnit> unit = unit(line, line.cells().get(temperature));
        if (zone.isPresent() && mapping.zone().isPresent() && !zone.equals(mapping.zone())) {
            throw line.unreadable("the zone that was given, " + mapping.zone().get());
        }
        if (unit.isPresent() && mapping.unit().isPresent() && !unit.equals(mapping.unit())) {
            throw line.unreadable("the unit that was given, " + mapping.unit().get());
        }
        List<Integer> serials =
                columns(line, words -> words.stream().anyMatch(SERIAL_WORDS::contains)).stream()
                        .filter(index -> index != temperature && !times.contains(index))
                        .toList();
        return new CsvHeader(
                line,
                times,
                temperature,
                serials.size() == 1 ? OptionalInt.of(serials.getFirst()) : OptionalInt.empty(),
                zone.or(mapping::zone),
                unit.or(mapping::unit),
                conditions(line, mapping));
    }

    private static Map<Quantity, Integer> conditions(CsvLine line, CsvMapping mapping) {
        var columns = new EnumMap<Quantity, Integer>(Quantity.class);
        mapping.conditionColumns()
                .forEach((quantity, name) -> columns.put(quantity, named(line, name)));
        return columns;
    }

    private static int named(CsvLine line, String name) {
        var found = new ArrayList<Integer>();
        for (int i = 0; i < line.cells().size(); i++) {
            if (line.cells().get(i).equalsIgnoreCase(name.strip())) {
                found.add(i);
            }
        }
        if (found.size() != 1) {
            throw line.unreadable("one column with the given name " + name);
        }
        return found.getFirst();
    }

    /// One column with date and time, or one with the date beside one with the time.
    private static List<Integer> timeColumns(CsvLine line) {
        List<Integer> found = columns(line, words -> words.stream().anyMatch(TIME_WORDS::contains));
        if (found.size() == 1) {
            return found;
        }
        if (found.size() == 2) {
            List<String> first = words(line.cells().get(found.getFirst()));
            List<String> second = words(line.cells().get(found.getLast()));
            if (isDateAlone(first) && isTimeAlone(second)) {
                return found;
            }
            if (isTimeAlone(first) && isDateAlone(second)) {
                return found.reversed();
            }
        }
        throw line.unreadable("a header with one time column, or the time column to be given");
    }

    private static boolean isDateAlone(List<String> words) {
        return (words.contains("date") || words.contains("datum")) && !isTimeAlone(words);
    }

    private static boolean isTimeAlone(List<String> words) {
        return (words.contains("time") || words.contains("zeit"))
                && !words.contains("date")
                && !words.contains("datum");
    }

    private static int temperatureColumn(CsvLine line) {
        List<Integer> found =
                columns(line, words -> words.stream().anyMatch(TEMPERATURE_WORDS::contains));
        if (found.size() != 1) {
            throw line.unreadable(
                    "a header with one temperature column, or the temperature column to be given");
        }
        return found.getFirst();
    }

    private static List<Integer> columns(CsvLine line, Predicate<List<String>> wanted) {
        var found = new ArrayList<Integer>();
        for (int i = 0; i < line.cells().size(); i++) {
            if (wanted.test(words(line.cells().get(i)))) {
                found.add(i);
            }
        }
        return found;
    }

    private static Optional<TemperatureUnit> unit(CsvLine line, String header) {
        List<String> words = words(header);
        List<TemperatureUnit> found =
                Arrays.stream(TemperatureUnit.values())
                        .filter(unit -> words.stream().anyMatch(words(unit)::contains))
                        .toList();
        if (found.size() > 1) {
            throw line.unreadable("one unit in the temperature column's header");
        }
        return found.stream().findFirst();
    }

    private static Set<String> words(TemperatureUnit unit) {
        return switch (unit) {
            case CELSIUS -> CELSIUS_WORDS;
            case FAHRENHEIT -> FAHRENHEIT_WORDS;
            case KELVIN -> KELVIN_WORDS;
        };
    }

    /// `Time (UTC)`, `time_utc`, `Time UTC+01:00`, `Date GMT`.
    private static Optional<ZoneId> zone(String header) {
        String upper = header.toUpperCase(Locale.ROOT);
        int at = Math.max(upper.indexOf("UTC"), upper.indexOf("GMT"));
        boolean word =
                at >= 0
                        && (at == 0 || !Character.isLetter(upper.charAt(at - 1)))
                        && (at + 3 == upper.length() || !Character.isLetter(upper.charAt(at + 3)));
        if (!word) {
            return Optional.empty();
        }
        try {
            Optional<ZoneOffset> offset =
                    WrittenTime.offset(new CharacterReader(upper.substring(at)));
            return offset.map(ZoneId.class::cast);
        } catch (DateTimeException notOffset) {
            return Optional.empty();
        }
    }

    /// Runs of letters, with a degree sign as the first.
    private static List<String> words(String header) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (char c : (header + " ").toLowerCase(Locale.ROOT).toCharArray()) {
            if (c == '°' || c == 'º' || !Character.isLetter(c)) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                }
                word.setLength(0);
                word.append(c == '°' || c == 'º' ? "°" : "");
            } else {
                word.append(c);
            }
        }
        return words;
    }
}
