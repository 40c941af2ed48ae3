package io.unbroken.custody.loggerfile;

import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.MarkedSample;
import io.unbroken.custody.sensing.Reading;
import io.unbroken.custody.sensing.Reported;
import io.unbroken.custody.sensing.Screening;
import io.unbroken.custody.sensing.TemperatureUnit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A plain CSV: a header, then one sample a line.
final class CsvFile {

    /// How loggers write that they have no value; a run of dashes is read so too.
    private static final Set<String> NO_VALUE = Set.of("", "nan", "n/a", "na", "null");

    /// Stands for a value where nothing stands.
    private static final String NOTHING = "-";

    private final CsvHeader header;
    private final List<CsvLine> rows;

    private CsvFile(CsvHeader header, List<CsvLine> rows) {
        this.header = header;
        this.rows = rows;
    }

    static LoggerFile read(TextLines lines, CsvMapping mapping) {
        int first = firstWritten(lines, 1);
        Optional<Character> declared = declaredSeparator(lines.at(first));
        int headerNumber = declared.isPresent() ? firstWritten(lines, first + 1) : first;
        char separator = declared.orElseGet(() -> separator(headerNumber, lines.at(headerNumber)));
        CsvLine headerLine = CsvLine.split(headerNumber, lines.at(headerNumber), separator);
        CsvHeader header = CsvHeader.of(headerLine, mapping);
        List<CsvLine> rows = rows(lines, headerLine, separator);
        return new CsvFile(header, rows).file(mapping);
    }

    private static int firstWritten(TextLines lines, int from) {
        int number = from;
        while (number < lines.count() && lines.at(number).isBlank()) {
            number++;
        }
        return number;
    }

    /// The line `sep=;` that spreadsheets write.
    private static Optional<Character> declaredSeparator(String line) {
        boolean declares = line.length() == 5 && line.toLowerCase(Locale.ROOT).startsWith("sep=");
        return declares ? Optional.of(line.charAt(4)) : Optional.empty();
    }

    private static char separator(int number, String line) {
        for (char candidate : new char[] {'\t', ';', ','}) {
            if (line.indexOf(candidate) >= 0) {
                return candidate;
            }
        }
        throw new UnreadableFile(
                number,
                "a Q-tag or Fridge-tag report, or a CSV header parted by commas, semicolons or"
                        + " tabulators",
                line);
    }

    private static List<CsvLine> rows(TextLines lines, CsvLine header, char separator) {
        var rows = new ArrayList<CsvLine>();
        for (int number = header.number() + 1; number <= lines.count(); number++) {
            if (lines.at(number).isBlank()) {
                continue;
            }
            CsvLine row = CsvLine.split(number, lines.at(number), separator);
            if (row.cells().size() != header.cells().size()) {
                throw row.unreadable(header.cells().size() + " columns, as in the header");
            }
            rows.add(row);
        }
        if (!lines.endsWithLineEnd()) {
            // A file cut off inside of 23.8 may end in 2 or 23, which look as good.
            throw new UnreadableFile(
                    lines.count(), "a line end behind the last sample", lines.at(lines.count()));
        }
        if (rows.isEmpty()) {
            throw new UnreadableFile(header.number() + 1, "a sample", "the end of the file");
        }
        return rows;
    }

    private LoggerFile file(CsvMapping mapping) {
        List<Instant> times = new CsvTimes(header, rows, mapping).instants();
        var reported = new EnumMap<TemperatureUnit, List<Reported>>(TemperatureUnit.class);
        var conditions = new ArrayList<Condition>();
        for (int i = 0; i < rows.size(); i++) {
            CsvLine row = rows.get(i);
            Temperature temperature = temperature(row);
            reported.computeIfAbsent(temperature.unit(), _ -> new ArrayList<>())
                    .add(new Reported(times.get(i), temperature.reading()));
            conditions.addAll(new CsvConditions(header, row).at(times.get(i)));
        }
        var samples = new ArrayList<Sample>();
        var marked = new ArrayList<MarkedSample>();
        reported.forEach((unit, each) -> {
            Screening screened = screened(each, unit);
            samples.addAll(screened.samples());
            marked.addAll(screened.marked());
        });
        return new LoggerFile(
                LoggerFormat.CSV,
                serial(),
                Optional.empty(),
                header.zone().filter(ZoneOffset.class::isInstance).map(ZoneOffset.class::cast),
                Optional.empty(),
                samples,
                marked,
                conditions,
                reported.size() == 1
                        ? reported.keySet().iterator().next()
                        : TemperatureUnit.CELSIUS,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    private Screening screened(List<Reported> reported, TemperatureUnit unit) {
        try {
            return Screening.of(reported, unit, Optional.empty());
        } catch (IllegalArgumentException kelvinOrNoTime) {
            throw header.line().unreadable(String.valueOf(kelvinOrNoTime.getMessage()));
        }
    }

    /// One logger a file: the samples of two would be taken for one's.
    private Optional<String> serial() {
        if (header.serialColumn().isEmpty()) {
            return Optional.empty();
        }
        int column = header.serialColumn().getAsInt();
        String serial = rows.getFirst().cells().get(column);
        for (CsvLine row : rows) {
            if (!row.cells().get(column).equals(serial)) {
                throw row.unreadable("the samples of one logger, " + serial);
            }
        }
        return serial.isEmpty() ? Optional.empty() : Optional.of(serial);
    }

    /// What stands in the temperature's column.
    ///
    /// @param unit the value's own, or the header's, or the given one
    private record Temperature(Reading reading, TemperatureUnit unit) {}

    private Temperature temperature(CsvLine row) {
        String text = row.cells().get(header.temperatureColumn());
        if (isMissing(text)) {
            boolean code =
                    !text.isEmpty() && text.length() <= Reading.LONGEST && !text.contains("/");
            return new Temperature(
                    new Reading(code ? text : NOTHING),
                    header.unit().orElse(TemperatureUnit.CELSIUS));
        }
        int end = numberEnd(text);
        TemperatureUnit unit = unit(row, text.substring(end).strip());
        return new Temperature(
                number(row, text.substring(0, end), "a temperature such as -150.25"), unit);
    }

    /// Whether a logger writes so that it has no value.
    static boolean isMissing(String text) {
        return NO_VALUE.contains(text.toLowerCase(Locale.ROOT)) || DeviceValues.isMissing(text);
    }

    /// Where the number at the beginning of a text ends.
    static int numberEnd(String text) {
        int end = text.length();
        while (end > 0 && !isDigit(text.charAt(end - 1)) && text.charAt(end - 1) != '.') {
            end--;
        }
        return end;
    }

    /// A number with a decimal point or comma.
    static Reading number(CsvLine row, String text, String expected) {
        try {
            var reading = new Reading(text.replace(',', '.'));
            if (reading.number().isPresent()) {
                return reading;
            }
        } catch (IllegalArgumentException _) {
            // Refused below.
        }
        throw row.unreadable(expected);
    }

    private TemperatureUnit unit(CsvLine row, String suffix) {
        Optional<TemperatureUnit> written =
                switch (suffix.toUpperCase(Locale.ROOT)) {
                    case "" -> Optional.empty();
                    case "C", "°C", "ºC" -> Optional.of(TemperatureUnit.CELSIUS);
                    case "F", "°F", "ºF" -> Optional.of(TemperatureUnit.FAHRENHEIT);
                    case "K" -> Optional.of(TemperatureUnit.KELVIN);
                    default ->
                            throw row.unreadable("a temperature, with °C, °F, K or nothing behind");
                };
        if (written.isPresent() && header.unit().isPresent() && !written.equals(header.unit())) {
            throw row.unreadable("the unit of the header or the one given, " + header.unit().get());
        }
        return written.or(header::unit)
                .orElseThrow(() ->
                        header.line()
                                .unreadable(
                                        "the unit in the temperature column's header, or to"
                                                + " be given: CELSIUS, FAHRENHEIT or KELVIN"));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
