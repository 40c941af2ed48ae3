package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Standing;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// What one logger gave, of which it is proved who sent it.
///
/// @param statement the same for two records by which one key says the same
/// @param standing what the key's signature was worth when the log had it
public record SignedReadings(LoggerRecord record, String statement, Standing standing) {

    /// Under which day that is kept which has none: a logger's reports, which span days, and readings whose time is not known. No
    /// sample is that old.
    public static final LocalDate REPORTS = LocalDate.EPOCH;

    public LoggerId logger() {
        return record.logger();
    }

    public List<Sample> samples() {
        return switch (record) {
            case TelemetryBlock block -> block.samples();
            case DeviceReport _, ConditionBlock _ -> List.of();
        };
    }

    public List<Condition> conditions() {
        return switch (record) {
            case ConditionBlock block -> block.conditions();
            case TelemetryBlock _, DeviceReport _ -> List.of();
        };
    }

    /// The days of UTC under which it is kept: those of which it says something, or [#REPORTS].
    public Set<LocalDate> days() {
        Set<LocalDate> days = record.dates();
        return days.isEmpty() ? Set.of(REPORTS) : days;
    }
}
