package io.unbroken.custody.loggerfile;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// A date and time as written, before it is known which number is the day.
///
/// Read are `2026-03-01T14:05:06.5Z`, `2026/03/01 14:05`, `01.03.2026 14:05:06`, `3/1/2026 2:05 PM`,
/// each with or without an offset (`Z`, `UTC`, `+01:00`, `+0100`, `+01`).
///
/// @param first the first number of the date
/// @param second the second
/// @param third the third
/// @param separator what stands between them
/// @param time the time of day
/// @param offset the offset from UTC, if written
record WrittenTime(
        int first,
        int second,
        int third,
        char separator,
        LocalTime time,
        Optional<ZoneOffset> offset) {

    private static final int FOUR_DIGITS = 1_000;

    /// @throws DateTimeException if the text is no such time
    static WrittenTime parse(String text) {
        var reader = new CharacterReader(text);
        int first = reader.number(1, 4);
        char separator = reader.oneOf("-/.");
        int second = reader.number(1, 2);
        reader.expect(separator);
        boolean yearFirst = first >= FOUR_DIGITS;
        int third = yearFirst ? reader.number(1, 2) : reader.number(4, 4);
        reader.skip(",");
        reader.oneOf("T ");
        reader.skip(" ");
        LocalTime time = timeOfDay(reader);
        reader.skip(" ");
        Optional<ZoneOffset> offset = offset(reader);
        reader.expectEnd();
        return new WrittenTime(first, second, third, separator, time, offset);
    }

    private static LocalTime timeOfDay(CharacterReader reader) {
        int hour = reader.number(1, 2);
        reader.expect(':');
        int minute = reader.number(2, 2);
        int second = 0;
        int nano = 0;
        if (reader.take(":")) {
            second = reader.number(2, 2);
            if (reader.take(".") || reader.take(",")) {
                nano = reader.fraction();
            }
        }
        reader.skip(" ");
        if (reader.take("AM")) {
            hour = twelveHour(hour) % 12;
        } else if (reader.take("PM")) {
            hour = twelveHour(hour) % 12 + 12;
        }
        return LocalTime.of(hour, minute, second, nano);
    }

    private static int twelveHour(int hour) {
        if (hour < 1 || hour > 12) {
            throw new DateTimeException("an hour from 1 to 12 before AM or PM");
        }
        return hour;
    }

    /// The offset at the reader's place: `Z`, `UTC`, `GMT`, either with `+1`, or a plain `+01:00`.
    static Optional<ZoneOffset> offset(CharacterReader reader) {
        boolean named = reader.take("Z") || reader.take("UTC") || reader.take("GMT");
        int sign = reader.take("+") ? 1 : reader.take("-") ? -1 : 0;
        if (sign == 0) {
            return named ? Optional.of(ZoneOffset.UTC) : Optional.empty();
        }
        int hours = reader.number(1, 2);
        boolean colon = reader.take(":");
        int minutes = colon || reader.atDigit() ? reader.number(2, 2) : 0;
        return Optional.of(ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes));
    }

    /// Whether only a day-month order from elsewhere tells which day is meant. Dots always have the
    /// day first.
    boolean ambiguous() {
        return first < FOUR_DIGITS && separator != '.';
    }

    /// Whether the date exists with the day first.
    boolean possibleDayFirst() {
        return second <= 12;
    }

    /// Whether the date exists with the month first.
    boolean possibleMonthFirst() {
        return first <= 12;
    }

    /// @throws DateTimeException if that day does not exist, or the order is needed and unknown
    LocalDateTime local(DateOrder order) {
        return LocalDateTime.of(date(order), time);
    }

    private LocalDate date(DateOrder order) {
        if (first >= FOUR_DIGITS) {
            return LocalDate.of(first, second, third);
        }
        if (separator == '.') {
            return LocalDate.of(third, second, first);
        }
        return switch (order) {
            case DAY_FIRST -> LocalDate.of(third, second, first);
            case MONTH_FIRST -> LocalDate.of(third, first, second);
            case UNKNOWN -> throw new DateTimeException("a date whose order is known");
        };
    }
}
