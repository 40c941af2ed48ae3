package io.unbroken.custody.loggerfile;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.sensing.TemperatureUnit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/// How the values of one device's report are to be read: its zone, unit and order of dates.
record DeviceValues(ZoneOffset zone, TemperatureUnit unit, DateOrder dates) {

    /// Longer than any run; a longer one is a broken number.
    private static final int MOST_MINUTES = 10_000_000;

    /// A whole number from 0 to ten million.
    static int number(ReportLine line, String text) {
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || value > MOST_MINUTES) {
                throw line.unreadable("a whole number");
            }
            value = value * 10 + (c - '0');
        }
        if (text.isEmpty()) {
            throw line.unreadable("a whole number");
        }
        return value;
    }

    static Duration minutes(ReportLine line, String text) {
        return Duration.ofMinutes(number(line, text));
    }

    /// Hours with decimals, of which only quarters exist.
    static ZoneOffset zone(ReportLine line) {
        try {
            int hundredths = Celsius.parse(line.value()).hundredths();
            if (hundredths % 25 == 0) {
                return ZoneOffset.ofTotalSeconds(hundredths * 36);
            }
        } catch (IllegalArgumentException | DateTimeException notHours) {
            throw line.unreadable("a zone in hours from UTC, such as 1.00 or -3.50");
        }
        throw line.unreadable("a zone in hours from UTC, such as 1.00 or -3.50");
    }

    static boolean isMissing(String text) {
        return text.indexOf('-') >= 0 && text.chars().allMatch(c -> c == '-' || c == '.');
    }

    PrintedTemperature temperature(int lineNumber, String text) {
        try {
            return PrintedTemperature.parse(text, unit);
        } catch (IllegalArgumentException notTemperature) {
            throw new UnreadableFile(lineNumber, "a temperature", text);
        }
    }

    Instant time(int lineNumber, String text) {
        try {
            WrittenTime written = WrittenTime.parse(text);
            return written.local(dates).toInstant(written.offset().orElse(zone));
        } catch (DateTimeException notTime) {
            throw new UnreadableFile(lineNumber, "a date and time such as 2026-03-01 14:05", text);
        }
    }

    LocalDate date(ReportLine line) {
        try {
            return WrittenTime.parse(line.value() + " 00:00").local(dates).toLocalDate();
        } catch (DateTimeException notDate) {
            throw line.unreadable("a date such as 2026-03-01");
        }
    }

    /// The temperature `name` and its time `timeName` from one line; empty if the device has none.
    Optional<DeviceExtreme> extreme(ReportLine line, String timeName, Optional<LocalDate> day) {
        Map<String, String> fields = line.fields();
        String temperature = fields.getOrDefault(line.name(), "");
        String time = fields.getOrDefault(timeName, "");
        if (temperature.isEmpty() || isMissing(temperature)) {
            return Optional.empty();
        }
        Instant when =
                day.map(date -> timeOfDay(line, date, time))
                        .orElseGet(() -> time(line.number(), time));
        return Optional.of(new DeviceExtreme(temperature(line.number(), temperature), when));
    }

    private Instant timeOfDay(ReportLine line, LocalDate day, String text) {
        try {
            return day.atTime(LocalTime.parse(text)).toInstant(zone);
        } catch (DateTimeException notTime) {
            throw line.unreadable("a time of day such as 14:05");
        }
    }

    Optional<PrintedTemperature> optionalTemperature(ReportLine line) {
        return line.value().isEmpty() || isMissing(line.value())
                ? Optional.empty()
                : Optional.of(temperature(line.number(), line.value()));
    }
}
