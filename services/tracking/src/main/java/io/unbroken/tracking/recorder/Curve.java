package io.unbroken.tracking.recorder;

import java.time.Duration;
import java.util.List;

/// What a chart shows of a logger's readings.
///
/// @param step of the envelopes, which have the times at which their steps begin; zero if each is one reading at its own time
public record Curve(Duration step, List<Envelope> envelopes) {

    public static final Curve NOTHING = new Curve(Duration.ZERO, List.of());
}
