package io.unbroken.simulator.script;

import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.identity.LoggerId;
import java.time.Instant;
import java.util.List;

/// A real logger's file that gives one journey's way to the facility its temperatures.
///
/// @param logger its serial number, or its name if the file has none
/// @param text the file as the device wrote it
public record LoggerExport(LoggerId logger, String text, List<Sample> samples) {
    public LoggerExport {
        samples = List.copyOf(samples);
    }

    Instant first() {
        return samples.getFirst().time();
    }
}
