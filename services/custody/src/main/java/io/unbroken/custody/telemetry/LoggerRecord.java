package io.unbroken.custody.telemetry;

import io.unbroken.custody.identity.LoggerId;

/// One signed record of a logger.
public sealed interface LoggerRecord permits TelemetryBlock, DeviceReport {

    /// The idempotency key.
    BlockId id();

    /// The logger it speaks of.
    LoggerId logger();
}
