package io.unbroken.custody.loggerfile;

import java.time.Instant;

/// The coldest or warmest temperature that a device reports, and when it measured it.
public record DeviceExtreme(PrintedTemperature temperature, Instant time) {}
