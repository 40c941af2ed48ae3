package io.unbroken.simulator.physics;

import java.util.OptionalDouble;

/// A shipper or a store at one moment, as lumped thermal masses. Nothing in it is random: two equal carriers in equal surroundings stay
/// equal, on every machine.
public sealed interface Carrier permits PcmShipper, DryShipper, RegulatedStore {

    /// The same some time later.
    ///
    /// @param seconds at most [#LONGEST_STEP], in which the surroundings do not change
    Carrier after(double seconds, Surroundings around);

    /// How warm the cells are, and the air around them where loggers measure, degrees Celsius.
    double celsius();

    /// What is left of its liquid nitrogen, percent of a full charge; empty if it has none.
    OptionalDouble nitrogen();

    /// Below a third of the shortest time constant of any carrier, so that steps of this length stay close to the solution.
    double LONGEST_STEP = 60;
}
