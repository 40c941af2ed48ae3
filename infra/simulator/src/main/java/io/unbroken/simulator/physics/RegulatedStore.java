package io.unbroken.simulator.physics;

import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/// A store that a controller keeps between two temperatures: it leaks towards the room, and cools from when it is too warm until it is
/// cold enough.
///
/// @param build what it is like
/// @param cooling whether it cools now
/// @param cells degrees Celsius
public record RegulatedStore(Build build, boolean cooling, double cells) implements Carrier {

    private static final double HOUR = 3_600;

    /// How much faster it leaks with an open lid.
    private static final double OPEN_LID = 20;

    /// What one store is like.
    ///
    /// @param cold where cooling ends, degrees Celsius
    /// @param warm where it begins
    /// @param leakSeconds the time constant with which it warms
    /// @param cooling kelvins a second while it cools, leaks apart
    public record Build(double cold, double warm, double leakSeconds, double cooling) {}

    /// A vessel with nitrogen vapour, whose valve opens when it is warmer than -184 °C.
    public static RegulatedStore nitrogen(RandomGenerator random) {
        var build =
                new Build(
                        -188,
                        -184,
                        random.nextDouble(60, 90) * HOUR,
                        random.nextDouble(20, 40) / HOUR);
        return new RegulatedStore(build, false, random.nextDouble(-188, -184));
    }

    /// A refrigerator for 2 to 8 °C.
    public static RegulatedStore refrigerator(RandomGenerator random) {
        var build =
                new Build(4, 6, random.nextDouble(5, 9) * HOUR, random.nextDouble(10, 16) / HOUR);
        return new RegulatedStore(build, false, random.nextDouble(4, 6));
    }

    @Override
    public RegulatedStore after(double seconds, Surroundings around) {
        double leak = (around.air() - cells) / build.leakSeconds * (around.open() ? OPEN_LID : 1);
        double now = cells + seconds * (leak - (cooling ? build.cooling : 0));
        boolean cools = cooling ? now > build.cold : now > build.warm;
        return new RegulatedStore(build, cools, now);
    }

    @Override
    public double celsius() {
        return cells;
    }

    @Override
    public OptionalDouble nitrogen() {
        return OptionalDouble.empty();
    }
}
