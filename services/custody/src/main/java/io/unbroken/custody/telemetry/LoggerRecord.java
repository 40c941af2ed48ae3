package io.unbroken.custody.telemetry;

import io.unbroken.custody.identity.LoggerId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One signed record of a logger.
public sealed interface LoggerRecord permits TelemetryBlock, DeviceReport, ConditionBlock {

    /// The idempotency key.
    BlockId id();

    /// The logger it speaks of.
    LoggerId logger();

    /// The moments of which it says something, as far as they are known: none of a report, which spans days, and none of readings
    /// whose clock cannot be believed. A record belongs to the journeys with which its logger rode at one of them.
    List<Instant> times();

    /// The dates of [#times], in UTC.
    default Set<LocalDate> dates() {
        return times().stream()
                .map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC))
                .collect(Collectors.toUnmodifiableSet());
    }
}
