package io.unbroken.simulator.physics;

/// What a carrier has to bear at one moment.
///
/// @param air degrees Celsius around it, the sun's share with it
/// @param open whether its lid is open
/// @param lean degrees from upright
public record Surroundings(double air, boolean open, double lean) {}
