package io.unbroken.custody.scanning;

import io.unbroken.custody.scanning.Decoded.Reason;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;

/// The day in six digits as ISBT 128 writes it: century (0 for the 2000s, 9 for the 1900s), year, day of the year.
final class OrdinalDay {

    static final int LENGTH = 6;

    private static final int NINETEEN_HUNDREDS = 9;

    private OrdinalDay() {}

    /// @throws NotReadable if there is no such day
    static LocalDate read(String six) {
        int century = six.charAt(0) - '0';
        if (century != 0 && century != NINETEEN_HUNDREDS) {
            throw new NotReadable(
                    Reason.DATE, "expected century 0 or 9 in a date, found another digit");
        }
        int year = (century == 0 ? 2000 : 1900) + Integer.parseInt(six, 1, 3, 10);
        try {
            return Year.of(year).atDay(Integer.parseInt(six, 3, LENGTH, 10));
        } catch (DateTimeException noSuchDay) {
            throw new NotReadable(
                    Reason.DATE, "expected a day of the year, found one that the year has not");
        }
    }

    /// @throws NotReadable if there is no such time
    static LocalTime time(String four) {
        try {
            return LocalTime.of(Integer.parseInt(four, 0, 2, 10), Integer.parseInt(four, 2, 4, 10));
        } catch (DateTimeException noSuchTime) {
            throw new NotReadable(Reason.DATE, "expected a time of day, found another number");
        }
    }

    static String written(LocalDate day) {
        int century = day.getYear() / 100;
        if (century != 19 && century != 20) {
            throw new IllegalArgumentException(
                    "expected a year from 1900 to 2099, found " + day.getYear());
        }
        return "%d%02d%03d"
                .formatted(
                        century == 20 ? 0 : NINETEEN_HUNDREDS,
                        day.getYear() % 100,
                        day.getDayOfYear());
    }
}
