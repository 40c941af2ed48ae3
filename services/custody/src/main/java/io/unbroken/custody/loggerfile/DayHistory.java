package io.unbroken.custody.loggerfile;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The day summaries of a Fridge-tag report.
final class DayHistory {

    private final ReportLine history;
    private final DeviceValues values;

    DayHistory(ReportLine history, DeviceValues values) {
        this.history = history;
        this.values = values;
    }

    List<DaySummary> days() {
        return history.below().stream()
                .filter(line -> !line.name().startsWith("TS "))
                .map(this::day)
                .toList();
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
