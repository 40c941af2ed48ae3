package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.LoggerReadings;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.loggerfile.ComparedValue;
import io.unbroken.custody.loggerfile.DeviceComparison;
import io.unbroken.custody.telemetry.DeviceReport;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Compares what loggers computed themselves with what their readings give.
final class DeviceReports {

    private DeviceReports() {}

    static void compare(
            Collection<DeviceReport> reports,
            List<LoggerAssignment> assignments,
            List<ThermalLeg> legs,
            Map<LoggerId, ? extends LoggerReadings> readings,
            Findings findings) {
        List<LoggerId> ours = legs.stream().map(ThermalLeg::logger).distinct().toList();
        for (DeviceReport report : reports) {
            if (ours.contains(report.logger()) && ReportRun.counts(report, assignments)) {
                differences(report, readings.get(report.logger()))
                        .forEach(value ->
                                findings.add(
                                        FindingCode.DEVICE_RESULT_DIFFERS,
                                        report.logger(),
                                        "%s: the device says %s °C, its readings give %s °C (%s)."
                                                .formatted(
                                                        value.quantity(),
                                                        value.device().temperature(),
                                                        value.ours(),
                                                        value.outcome()),
                                        List.of()));
            }
        }
    }

    private static List<ComparedValue> differences(
            DeviceReport report, @Nullable LoggerReadings readings) {
        ZoneOffset zone =
                report.offsetMinutes()
                        .map(minutes -> ZoneOffset.ofTotalSeconds(minutes * 60))
                        .orElse(ZoneOffset.UTC);
        LoggerReadings all = readings == null ? Readings.none() : readings;
        Readings own = ReportRun.of(report).map(run -> run.of(all)).orElse(Readings.none());
        return DeviceComparison.of(report.results(), report.days(), zone, own).differences();
    }
}
