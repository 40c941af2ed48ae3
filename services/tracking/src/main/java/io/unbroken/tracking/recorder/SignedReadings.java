package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.loggerfile.DaySummary;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What one logger gave, of which it is proved who sent it.
///
/// @param statement the same for two records that say the same
public record SignedReadings(LoggerRecord record, String statement) {

    /// Where a report that names no day is kept: no logger's sample is that old.
    private static final LocalDate NO_DAY = LocalDate.EPOCH;

    public LoggerId logger() {
        return record.logger();
    }

    public List<Sample> samples() {
        return switch (record) {
            case TelemetryBlock block -> block.samples();
            case DeviceReport _ -> List.of();
        };
    }

    /// The days of UTC under which it is kept: those of its samples; a report's first day, since it is compared as a whole.
    Set<LocalDate> days() {
        return switch (record) {
            case TelemetryBlock block ->
                    block.samples().stream()
                            .map(sample -> day(sample.time()))
                            .collect(Collectors.toUnmodifiableSet());
            case DeviceReport report ->
                    Set.of(
                            report.results()
                                    .map(results -> day(results.start()))
                                    .or(() ->
                                            report.days().stream()
                                                    .map(DaySummary::date)
                                                    .min(LocalDate::compareTo))
                                    .orElse(NO_DAY));
        };
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
