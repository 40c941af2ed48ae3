package io.unbroken.simulator.logger;

import io.unbroken.custody.coldchain.Interval;
import java.time.Instant;
import java.util.Optional;

/// How a logger fails, and truly when.
public sealed interface Fault {

    /// When it begins.
    Instant from();

    /// It measures nothing any more, and says that it stopped.
    record Stopped(Instant from) implements Fault {}

    /// Its battery is nearly empty.
    record BatteryLow(Instant from) implements Fault {}

    /// Its radio reaches nobody.
    ///
    /// @param uploaded when its memory is read, which has what was not sent; empty if that never happens
    record Silent(Interval during, Optional<Instant> uploaded) implements Fault {

        @Override
        public Instant from() {
            return during.from();
        }
    }

    /// It gives the same value again and again.
    record Stuck(Instant from) implements Fault {}

    /// Its clock begins anew in the year 2000.
    ///
    /// @param seen whether the gateway looks at its clock, so that its times can be set right
    record ClockReset(Instant from, boolean seen) implements Fault {}

    /// One reading is off.
    ///
    /// @param degrees by how much
    record Spike(Instant from, double degrees) implements Fault {}
}
