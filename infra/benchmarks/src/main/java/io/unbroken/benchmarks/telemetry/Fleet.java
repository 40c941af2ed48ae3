package io.unbroken.benchmarks.telemetry;

import io.unbroken.benchmarks.data.Measurements;
import io.unbroken.benchmarks.data.Scribe;
import io.unbroken.benchmarks.data.Story;
import io.unbroken.benchmarks.stand.Stand;

/// Loggers under way: each rides with the cells of a journey of its own, packed and not yet opened, and sends an hour at a time.
///
/// @param loggers how many
/// @param hours how long each has been sending
public record Fleet(int loggers, int hours) {

    /// Ordered, enrolled, collected, packed with the logger.
    private static final int EVENTS = 4;

    int events() {
        return loggers * EVENTS;
    }

    int blocks() {
        return loggers * hours;
    }

    long samples() {
        return (long) blocks() * Measurements.SAMPLES;
    }

    /// Writes it to the log, hour by hour as it happens.
    void write(Stand stand) {
        try (var scribe = new Scribe(stand)) {
            for (int logger = 0; logger < loggers; logger++) {
                new Story(logger).first(EVENTS).forEach(scribe::say);
            }
            // The hours in which the logger is with the cells.
            for (int hour = 4; hour < hours + 4; hour++) {
                for (int logger = 0; logger < loggers; logger++) {
                    scribe.measure(Measurements.likely(logger, hour));
                }
            }
            scribe.finish();
        }
    }
}
