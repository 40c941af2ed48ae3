package io.unbroken.custody.loggerfile;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.sensing.TemperatureUnit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A plain CSV: a header, then one sample a line.
final class CsvFile {

    /// How loggers write that they have no value; a run of dashes is read so too.
    private static final Set<String> NO_VALUE = Set.of("", "nan", "n/a", "na", "null");

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
        var samples = new ArrayList<Sample>();
        var missing = new ArrayList<Instant>();
        for (int i = 0; i < rows.size(); i++) {
            Optional<Celsius> temperature = temperature(rows.get(i));
            if (temperature.isPresent()) {
                samples.add(new Sample(times.get(i), temperature.get()));
            } else {
                missing.add(times.get(i));
            }
        }
        return new LoggerFile(
                LoggerFormat.CSV,
                serial(),
                Optional.empty(),
                header.zone().filter(ZoneOffset.class::isInstance).map(ZoneOffset.class::cast),
                Optional.empty(),
                samples,
                missing,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
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

    /// The temperature in the row's own unit, or the header's, or the given one.
    private Optional<Celsius> temperature(CsvLine row) {
        String text = row.cells().get(header.temperatureColumn());
        if (NO_VALUE.contains(text.toLowerCase(Locale.ROOT)) || DeviceValues.isMissing(text)) {
            return Optional.empty();
        }
        int end = text.length();
        while (end > 0 && !isDigit(text.charAt(end - 1)) && text.charAt(end - 1) != '.') {
            end--;
        }
        String number = text.substring(0, end);
        TemperatureUnit unit = unit(row, text.substring(end).strip());
        try {
            return Optional.of(unit.parse(number.replace(',', '.')));
        } catch (IllegalArgumentException notTemperature) {
            throw row.unreadable("a temperature from -273.15 to 1000 °C");
        }
    }

    private TemperatureUnit unit(CsvLine row, String suffix) {
        Optional<TemperatureUnit> written =
                switch (suffix.toUpperCase(Locale.ROOT)) {
                    case "" -> Optional.empty();
                    case "C", "°C", "ºC" -> Optional.of(TemperatureUnit.CELSIUS);
                    case "F", "°F", "ºF" -> Optional.of(TemperatureUnit.FAHRENHEIT);
                    default ->
                            throw row.unreadable("a temperature, with °C or °F or nothing behind");
                };
        if (written.isPresent() && header.unit().isPresent() && !written.equals(header.unit())) {
            throw row.unreadable("the unit of the header or the one given, " + header.unit().get());
        }
        return written.or(header::unit)
                .orElseThrow(() ->
                        header.line()
                                .unreadable(
                                        "the unit in the temperature column's header, or to"
                                                + " be given: CELSIUS or FAHRENHEIT"));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
