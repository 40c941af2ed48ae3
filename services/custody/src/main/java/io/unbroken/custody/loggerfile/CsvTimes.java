package io.unbroken.custody.loggerfile;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The times of a CSV's rows.
///
/// Where day and month could be swapped, the order is taken from a row in which only one order gives
/// a date; if there is none, or two that contradict each other, the file is refused.
final class CsvTimes {

    private final CsvHeader header;
    private final List<CsvLine> rows;
    private final Optional<DateTimeFormatter> given;

    CsvTimes(CsvHeader header, List<CsvLine> rows, CsvMapping mapping) {
        this.header = header;
        this.rows = rows;
        this.given = mapping.formatter();
    }

    List<Instant> instants() {
        if (given.isPresent()) {
            return rows.stream().map(row -> byPattern(row, given.get())).toList();
        }
        var written = new ArrayList<WrittenTime>(rows.size());
        for (CsvLine row : rows) {
            written.add(parse(row));
        }
        DateOrder order = order(written);
        var instants = new ArrayList<Instant>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            instants.add(instant(rows.get(i), written.get(i), order));
        }
        return instants;
    }

    private Instant byPattern(CsvLine row, DateTimeFormatter pattern) {
        try {
            TemporalAccessor parsed = pattern.parse(text(row));
            LocalDateTime local = LocalDateTime.from(parsed);
            return parsed.isSupported(ChronoField.OFFSET_SECONDS)
                    ? local.toInstant(
                            ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS)))
                    : zoned(row, local);
        } catch (DateTimeException notTime) {
            throw row.unreadable("a time written in the given pattern");
        }
    }

    private WrittenTime parse(CsvLine row) {
        try {
            return WrittenTime.parse(text(row));
        } catch (DateTimeException notTime) {
            throw row.unreadable(
                    "a date and time such as 2026-03-01T14:05Z or 01.03.2026 14:05, or the date"
                            + " pattern to be given");
        }
    }

    private String text(CsvLine row) {
        String first = row.cells().get(header.timeColumns().getFirst());
        return header.timeColumns().size() == 1
                ? first
                : first + " " + row.cells().get(header.timeColumns().getLast());
    }

    private DateOrder order(List<WrittenTime> written) {
        DateOrder order = DateOrder.UNKNOWN;
        int firstAmbiguous = -1;
        for (int i = 0; i < written.size(); i++) {
            WrittenTime time = written.get(i);
            if (!time.ambiguous()) {
                continue;
            }
            firstAmbiguous = firstAmbiguous < 0 ? i : firstAmbiguous;
            DateOrder proven = proven(time);
            if (order != DateOrder.UNKNOWN && proven != DateOrder.UNKNOWN && proven != order) {
                throw rows.get(i).unreadable("day and month in the same order as above");
            }
            order = order == DateOrder.UNKNOWN ? proven : order;
        }
        if (firstAmbiguous >= 0 && order == DateOrder.UNKNOWN) {
            throw rows.get(firstAmbiguous)
                    .unreadable(
                            "a date whose day and month cannot be swapped, or the date pattern to be"
                                    + " given, such as MM/dd/yyyy HH:mm");
        }
        return order;
    }

    private static DateOrder proven(WrittenTime time) {
        if (time.possibleDayFirst() == time.possibleMonthFirst()) {
            return DateOrder.UNKNOWN;
        }
        return time.possibleDayFirst() ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST;
    }

    private Instant instant(CsvLine row, WrittenTime written, DateOrder order) {
        try {
            LocalDateTime local = written.local(order);
            return written.offset().isPresent()
                    ? local.toInstant(written.offset().get())
                    : zoned(row, local);
        } catch (DateTimeException noSuchDay) {
            throw row.unreadable("a date that exists");
        }
    }

    /// A time that a zone's clocks show twice, or never, is no instant.
    private Instant zoned(CsvLine row, LocalDateTime local) {
        ZoneId zone =
                header.zone()
                        .orElseThrow(() ->
                                row.unreadable(
                                        "the zone behind the time or in the time column's"
                                                + " header, or to be given"));
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.size() != 1) {
            throw row.unreadable(
                    "a time that clocks in %s show once, found one they show %s: give the offset"
                            .formatted(zone, offsets.isEmpty() ? "never" : "twice"));
        }
        return local.toInstant(offsets.getFirst());
    }
}
