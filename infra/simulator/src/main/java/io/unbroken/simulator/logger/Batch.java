package io.unbroken.simulator.logger;

import io.unbroken.custody.sensing.ClockCheck;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Reported;
import io.unbroken.custody.telemetry.TelemetryBlock.Source;
import java.time.Instant;
import java.util.List;

/// What a logger hands to a gateway at once.
///
/// @param sent truly when
/// @param readings by the logger's clock
/// @param conditions what else it sensed, at corrected times
/// @param clock what the gateway saw of the clocks
public record Batch(
        Instant sent,
        Source source,
        List<Reported> readings,
        List<Condition> conditions,
        ClockCheck clock) {

    public Batch {
        readings = List.copyOf(readings);
        conditions = List.copyOf(conditions);
    }
}
