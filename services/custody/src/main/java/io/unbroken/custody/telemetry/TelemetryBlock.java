package io.unbroken.custody.telemetry;

import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.identity.LoggerId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// A run of samples of one logger, in the order of time, then temperature; times are whole milliseconds.
///
/// @param id the idempotency key
/// @param logger the logger
/// @param source how the samples came
/// @param samples 1 to [#MOST_SAMPLES] of them; given in any order
public record TelemetryBlock(BlockId id, LoggerId logger, Source source, List<Sample> samples)
        implements LoggerRecord {

    /// Four hours of a sample a minute: a record of some 500 bytes, and one signature for many readings.
    public static final int MOST_SAMPLES = 240;

    public TelemetryBlock {
        if (samples.isEmpty() || samples.size() > MOST_SAMPLES) {
            throw new IllegalArgumentException(
                    "samples: expected 1 to %d, found %d".formatted(MOST_SAMPLES, samples.size()));
        }
        samples = samples.stream().map(TelemetryBlock::inMillis).sorted().toList();
        requireRange(samples.getFirst().time());
        requireRange(samples.getLast().time());
    }

    private static Sample inMillis(Sample sample) {
        return new Sample(sample.time().truncatedTo(ChronoUnit.MILLIS), sample.temperature());
    }

    private static void requireRange(Instant time) {
        if (time.isBefore(Event.EARLIEST) || time.isAfter(Event.LATEST)) {
            throw new IllegalArgumentException(
                    "samples: expected times from %s to %s, found %s"
                            .formatted(Event.EARLIEST, Event.LATEST, time));
        }
    }

    /// How samples came.
    public enum Source {
        /// Sent while the logger was on its way.
        LIVE,
        /// Read from the logger's file afterwards.
        FILE
    }
}
