package io.unbroken.custody.loggerfile;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The day summaries of a Fridge-tag report.
final class DayHistory {

    /// Fridge-tags keep 60 days; more than three years is a broken file.
    private static final int MOST_DAYS = 1_100;

    private final ReportLine history;
    private final DeviceValues values;

    DayHistory(ReportLine history, DeviceValues values) {
        this.history = history;
        this.values = values;
    }

    List<DaySummary> days() {
        var dates = new HashSet<LocalDate>();
        var days = new ArrayList<DaySummary>();
        for (ReportLine line : history.below()) {
            if (line.name().startsWith("TS ")) {
                continue;
            }
            DaySummary day = day(line);
            if (!dates.add(day.date()) || days.size() == MOST_DAYS) {
                throw line.unreadable("each day once, and at most " + MOST_DAYS);
            }
            days.add(day);
        }
        return days;
    }

    private DaySummary day(ReportLine line) {
        DeviceValues.number(line, line.name());
        LocalDate date = values.date(line.require("Date"));
        return new DaySummary(
                date,
                values.extreme(line.require("Min T"), "TS Min T", Optional.of(date)),
                values.extreme(line.require("Max T"), "TS Max T", Optional.of(date)),
                values.optionalTemperature(line.require("Avrg T")),
                line.require("Alarm").below().stream().map(DayHistory::alarm).toList(),
                timeout(line, "Ext Sensor timeout"),
                timeout(line, "Int Sensor timeout"));
    }

    private static DaySummary.DayAlarm alarm(ReportLine line) {
        return new DaySummary.DayAlarm(
                DeviceValues.number(line, line.name()), minutesOf(line.require("t Acc")));
    }

    private static Duration timeout(ReportLine day, String name) {
        return day.find(name).map(line -> minutesOf(line.require("t AccST"))).orElse(Duration.ZERO);
    }

    private static Duration minutesOf(ReportLine line) {
        return DeviceValues.minutes(line, line.fields().getOrDefault(line.name(), ""));
    }
}
