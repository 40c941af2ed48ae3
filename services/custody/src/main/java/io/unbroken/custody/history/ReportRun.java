package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.LoggerReadings;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.loggerfile.DaySummary;
import io.unbroken.custody.telemetry.DeviceReport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;

/// The run of a logger that one of its reports speaks of. A report is compared with the readings of its own run alone: a logger
/// rides again and again, and what it measured another time is no part of what it computed then.
///
/// @param from the first instant of the run
/// @param until its last
public record ReportRun(Instant from, Instant until) {

    /// The days of a report are those of the device's own zone.
    private static final int WIDEST_ZONE_DAYS = 1;

    /// The run of a report; none if it speaks of no time, or ends before it begins.
    public static Optional<ReportRun> of(DeviceReport report) {
        Optional<Instant> from =
                report.results()
                        .map(results -> results.start())
                        .or(() -> firstDay(report).map(ReportRun::begin));
        Optional<Instant> until =
                report.results()
                        .flatMap(results -> results.stop())
                        .or(() -> lastDay(report).map(ReportRun::end))
                        .or(() -> from.map(start -> end(day(start))));
        return from.isPresent() && !until.orElseThrow().isBefore(from.get())
                ? Optional.of(new ReportRun(from.get(), until.orElseThrow()))
                : Optional.empty();
    }

    /// Whether the report counts for a journey with these assignments: its run touches a day on which the logger was with it.
    public static boolean counts(DeviceReport report, Collection<LoggerAssignment> assignments) {
        return of(report).stream()
                .anyMatch(run ->
                        assignments.stream()
                                .filter(each -> each.logger().equals(report.logger()))
                                .anyMatch(each -> each.touches(run.firstDay(), run.lastDay())));
    }

    /// The day of UTC on which the run begins.
    public LocalDate firstDay() {
        return day(from);
    }

    /// The day of UTC on which it ends.
    public LocalDate lastDay() {
        return day(until);
    }

    /// Whether a reading of this time belongs to the run.
    public boolean contains(Instant time) {
        return new Interval(from, until).contains(time);
    }

    Readings of(LoggerReadings readings) {
        return readings.within(new Interval(from, until));
    }

    private static Optional<LocalDate> firstDay(DeviceReport report) {
        return report.days().stream()
                .map(DaySummary::date)
                .min(LocalDate::compareTo)
                .map(day -> day.minusDays(WIDEST_ZONE_DAYS));
    }

    private static Optional<LocalDate> lastDay(DeviceReport report) {
        return report.days().stream()
                .map(DaySummary::date)
                .max(LocalDate::compareTo)
                .map(day -> day.plusDays(WIDEST_ZONE_DAYS));
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant end(LocalDate day) {
        return begin(day.plusDays(1)).minusNanos(1);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
