package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Standing;
import io.unbroken.custody.identity.LoggerId;
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
/// @param statement the same for two records by which one key says the same
/// @param standing what the key's signature was worth when the log had it
public record SignedReadings(LoggerRecord record, String statement, Standing standing) {

    /// Under which day a logger's reports are kept, all together: they span days, and no sample is that old.
    public static final LocalDate REPORTS = LocalDate.EPOCH;

    public LoggerId logger() {
        return record.logger();
    }

    public List<Sample> samples() {
        return switch (record) {
            case TelemetryBlock block -> block.samples();
            case DeviceReport _ -> List.of();
        };
    }

    /// The days of UTC under which it is kept: those of its samples, or that of all reports.
    public Set<LocalDate> days() {
        return switch (record) {
            case TelemetryBlock block ->
                    block.samples().stream()
                            .map(sample -> day(sample.time()))
                            .collect(Collectors.toUnmodifiableSet());
            case DeviceReport _ -> Set.of(REPORTS);
        };
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
