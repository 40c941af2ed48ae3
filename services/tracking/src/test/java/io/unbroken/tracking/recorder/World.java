package io.unbroken.tracking.recorder;

import io.unbroken.custody.event.SignedEvent;
import java.util.List;
import java.util.random.RandomGenerator;

/// What a simulation is about: what is said, and the model that derives histories from it.
interface World {

    /// Where telemetry is.
    String TELEMETRY = "telemetry";

    /// What the parties of one run say, in any order.
    List<Line> lines(RandomGenerator random);

    /// What an event's line says to who can read it.
    SignedEvent event(String text);

    /// What a logger's line says to who can read it.
    SignedReadings readings(String text);

    Model model();

    /// One thing said, and the partition that its key goes to.
    record Line(String topic, int partition, String text) {}
}
