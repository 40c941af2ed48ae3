package io.unbroken.simulator.physics;

import io.unbroken.custody.coldchain.Interval;

/// Something that somebody does to a carrier.
public sealed interface Happening {

    /// When; from the first instant until before the last.
    Interval during();

    /// The lid is open.
    record LidOpen(Interval during) implements Happening {}

    /// It leans.
    ///
    /// @param degrees from upright
    record Leaning(Interval during, double degrees) implements Happening {}
}
