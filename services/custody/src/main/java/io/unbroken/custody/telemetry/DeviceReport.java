package io.unbroken.custody.telemetry;

import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.loggerfile.DaySummary;
import io.unbroken.custody.loggerfile.DeviceResults;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a logger's file says that the logger computed itself; compared with its samples, never trusted alone.
///
/// @param id the idempotency key
/// @param logger the logger
/// @param file the file's hash
/// @param offsetMinutes the device's clock from UTC; empty if the file states each time's own
/// @param results those over the whole run, if the device computed any
/// @param days those of each day, at most [#MOST_DAYS]
public record DeviceReport(
        BlockId id,
        LoggerId logger,
        FileHash file,
        Optional<Integer> offsetMinutes,
        Optional<DeviceResults> results,
        List<DaySummary> days)
        implements LoggerRecord {

    /// Four years of days; no logger's battery lasts longer, and the record stays under a broker's limit.
    public static final int MOST_DAYS = 1500;

    private static final int WIDEST_OFFSET = 18 * 60;

    public DeviceReport {
        if (days.size() > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "days: expected at most %d, found %d".formatted(MOST_DAYS, days.size()));
        }
        offsetMinutes.ifPresent(DeviceReport::requireOffset);
        days = List.copyOf(days);
    }

    /// None: a report spans days.
    @Override
    public List<Instant> times() {
        return List.of();
    }

    private static void requireOffset(int minutes) {
        if (Math.abs(minutes) > WIDEST_OFFSET) {
            throw new IllegalArgumentException(
                    "offsetMinutes: expected -%d to %d, found %d"
                            .formatted(WIDEST_OFFSET, WIDEST_OFFSET, minutes));
        }
    }
}
