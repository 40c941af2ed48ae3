package io.unbroken.custody.loggerfile;

import io.unbroken.custody.coldchain.ActivationEnergy;
import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.sensing.Reading;
import io.unbroken.custody.sensing.Reported;
import io.unbroken.custody.sensing.Screening;
import io.unbroken.custody.sensing.TemperatureUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The text report of Berlinger's Q-tag CLm, Fridge-tag 2 and Fridge-tag Ultra Low.
final class BerlingerReport {

    /// The report's parts; another one could change the meaning of these and is refused.
    private static final Set<String> PARTS =
            Set.of(
                    "Device",
                    "Vers",
                    "Fw Vers",
                    "Device ID",
                    "Sensor",
                    "Ext Sensor",
                    "Conf",
                    "Res",
                    "Hist",
                    "Marker",
                    "Data",
                    "Cert",
                    "Sig Cert",
                    "Sig");

    /// Settings that are read or known not to matter here; others are named in the result.
    private static final Set<String> SETTINGS =
            Set.of(
                    "Serial",
                    "PCB",
                    "CID",
                    "Lot",
                    "Zone",
                    "Start Delay",
                    "Max Transport",
                    "Measurement delay",
                    "Moving Avrg",
                    "MKT Energy",
                    "Det Report",
                    "User Alarm Config",
                    "User Clock Config",
                    "Alarm Indication",
                    "Temp unit",
                    "Display and Algorithm Options",
                    "Tol Within Limits",
                    "Tol Above Upper Limit",
                    "Tol Below Lower Limit",
                    "Batt Warning Limit",
                    "Temp Offset",
                    "User String 1",
                    "User String 2",
                    "User String 3",
                    "Restartable Options",
                    "Max Running Time",
                    "Logging Interval",
                    "Test Res",
                    "Expired",
                    "TS Expected Exp",
                    "Alarm",
                    "Ext Sensor",
                    "Int Sensor",
                    "Report history length",
                    "Use ext devices");

    private final ReportLine report;
    private final ReportLine settings;
    private final DeviceValues values;
    private final List<Reported> reported = new ArrayList<>();

    private BerlingerReport(ReportLine report) {
        this.report = report;
        this.settings = report.require("Conf");
        this.values =
                new DeviceValues(
                        DeviceValues.zone(settings.require("Zone")), unit(settings), dates(report));
    }

    static LoggerFile read(TextLines lines) {
        ReportLine report = ReportLine.treeOf(lines);
        for (ReportLine part : report.below()) {
            if (!PARTS.contains(part.name())) {
                throw part.unreadable("a part of a Q-tag or Fridge-tag report");
            }
            if (!part.rows().isEmpty() && !Set.of("Data", "Marker").contains(part.name())) {
                ReportLine.TableRow row = part.rows().getFirst();
                throw new UnreadableFile(row.number(), "no table in " + part.name(), row.text());
            }
        }
        LoggerFormat format = format(report.require("Device"));
        requireEnd(report);
        return new BerlingerReport(report).file(format);
    }

    private static LoggerFormat format(ReportLine device) {
        String name = device.value();
        if (name.startsWith("Q-tag CLm")) {
            return LoggerFormat.Q_TAG_CLM;
        }
        if (name.startsWith("Q-tag Fridge-tag Ultra Low")) {
            return LoggerFormat.FRIDGE_TAG_ULTRA_LOW;
        }
        if (name.startsWith("Q-tag Fridge-tag 2")) {
            return LoggerFormat.FRIDGE_TAG_2;
        }
        throw device.unreadable("Q-tag CLm, Q-tag Fridge-tag 2 or Q-tag Fridge-tag Ultra Low");
    }

    /// The device signs its report in the last line; without it the end is missing. The signature
    /// itself is not checked: Berlinger does not publish what it covers.
    private static void requireEnd(ReportLine report) {
        ReportLine signature = report.require("Sig");
        boolean hexadecimal =
                signature.value().length() == 128
                        && signature.value().chars().allMatch(c -> Character.digit(c, 16) >= 0);
        if (!hexadecimal || !report.below().getLast().equals(signature)) {
            throw signature.unreadable("128 hexadecimal digits in the last line");
        }
    }

    private static TemperatureUnit unit(ReportLine settings) {
        Optional<ReportLine> line = settings.find("Temp unit");
        if (line.isEmpty()) {
            return TemperatureUnit.CELSIUS;
        }
        return switch (line.get().value()) {
            case "C" -> TemperatureUnit.CELSIUS;
            case "F" -> TemperatureUnit.FAHRENHEIT;
            default -> throw line.get().unreadable("the unit C or F");
        };
    }

    /// The order of dates, from the pattern over the interval data. A report without one has dates
    /// that begin with the year or have dots.
    private static DateOrder dates(ReportLine report) {
        Optional<ReportLine> data = report.find("Data");
        if (data.isEmpty() || data.get().rows().isEmpty()) {
            return DateOrder.UNKNOWN;
        }
        ReportLine.TableRow header = data.get().rows().getFirst();
        String pattern = header.cells().size() > 1 ? header.cells().get(1) : "";
        if (pattern.startsWith("yyyy")) {
            return DateOrder.UNKNOWN;
        }
        if (pattern.startsWith("dd")) {
            return DateOrder.DAY_FIRST;
        }
        if (pattern.startsWith("MM")) {
            return DateOrder.MONTH_FIRST;
        }
        throw new UnreadableFile(
                header.number(),
                "a header such as yyyy-MM-dd hh:mm, T, Out of limits",
                header.text());
    }

    private LoggerFile file(LoggerFormat format) {
        report.find("Data").ifPresent(this::readData);
        Optional<DeviceResults> results = report.find("Res").map(this::results);
        if (format == LoggerFormat.Q_TAG_CLM) {
            report.require("Data");
            report.require("Res");
        } else {
            report.require("Hist");
        }
        Screening screened = screened();
        return new LoggerFile(
                format,
                Optional.of(settings.require("Serial").value()),
                report.find("Fw Vers").map(ReportLine::value),
                Optional.of(values.zone()),
                settings.find("Logging Interval")
                        .map(line -> DeviceValues.minutes(line, line.value())),
                screened.samples(),
                screened.marked(),
                List.of(),
                values.unit(),
                results,
                report.find("Hist")
                        .map(history -> new DayHistory(history, values).days())
                        .orElse(List.of()),
                settings.find("Alarm").map(this::alarms).orElse(List.of()),
                unread());
    }

    private Screening screened() {
        try {
            return Screening.of(reported, TemperatureUnit.CELSIUS, Optional.empty());
        } catch (IllegalArgumentException kelvinOrNoTime) {
            throw settings.unreadable(String.valueOf(kelvinOrNoTime.getMessage()));
        }
    }

    private void readData(ReportLine data) {
        for (ReportLine.TableRow row :
                data.rows().subList(Math.min(1, data.rows().size()), data.rows().size())) {
            List<String> cells = row.cells();
            String mark = cells.size() > 3 ? cells.get(3) : "";
            if (cells.size() < 3 || cells.size() > 5 || !Set.of("", "x").contains(mark)) {
                throw new UnreadableFile(
                        row.number(), "time, temperature and x or nothing", row.text());
            }
            Instant time = values.time(row.number(), cells.get(1));
            String value = cells.get(2);
            if (!DeviceValues.isMissing(value)) {
                value = values.temperature(row.number(), value).temperature().toString();
            } else if (value.length() > Reading.LONGEST) {
                throw new UnreadableFile(row.number(), "a temperature", row.text());
            }
            reported.add(new Reported(time, new Reading(value)));
        }
    }

    private DeviceResults results(ReportLine results) {
        ReportLine start = results.require("TS Start");
        return new DeviceResults(
                values.time(start.number(), start.value()),
                results.find("TS Stop")
                        .filter(line -> !line.value().isEmpty())
                        .map(line -> values.time(line.number(), line.value())),
                values.extreme(results.require("Min T"), "TS Min T", Optional.empty()),
                values.extreme(results.require("Max T"), "TS Max T", Optional.empty()),
                values.optionalTemperature(results.require("Avrg T")),
                results.find("MKT").flatMap(values::optionalTemperature),
                settings.find("MKT Energy").map(BerlingerReport::energy));
    }

    private static ActivationEnergy energy(ReportLine line) {
        try {
            // Kilojoules with decimals: a hundredth of one is ten joules.
            return new ActivationEnergy(Celsius.parse(line.value()).hundredths() * 10);
        } catch (IllegalArgumentException notEnergy) {
            throw line.unreadable("an activation energy in kJ/mol");
        }
    }

    private List<AlarmLimit> alarms(ReportLine configured) {
        return configured.below().stream().map(this::alarm).toList();
    }

    private AlarmLimit alarm(ReportLine alarm) {
        if (alarm.below().size() != 1) {
            throw alarm.unreadable("one line for the alarm");
        }
        ReportLine line = alarm.below().getFirst();
        Map<String, String> fields = line.fields();
        Optional<String> type = Optional.ofNullable(fields.get("Type"));
        Optional<String> limit = Optional.ofNullable(fields.get("T AL"));
        Optional<String> allowed = Optional.ofNullable(fields.get("t AL"));
        return new AlarmLimit(
                DeviceValues.number(alarm, alarm.name()),
                type.isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(DeviceValues.number(line, type.get())),
                limit.map(text -> values.temperature(line.number(), text).temperature()),
                allowed.map(text -> DeviceValues.minutes(line, text)));
    }

    private List<String> unread() {
        var unread = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (ReportLine line : settings.below()) {
            if (!SETTINGS.contains(line.name())) {
                unread.add("line %d: %s".formatted(line.number(), line.name()));
            } else if (!seen.add(line.name())) {
                throw line.unreadable("each setting once");
            }
        }
        return unread;
    }
}
