package io.unbroken.simulator.physics;

import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/// A vacuum flask whose absorbent holds liquid nitrogen: about -190 °C in its vapour until the nitrogen is gone, then it warms slowly
/// towards the air. How fast nitrogen evaporates differs from unit to unit, and is many times faster in a shipper that lies on its side.
///
/// @param build what this unit is like
/// @param liquid kilograms of nitrogen that are left
/// @param cells degrees Celsius
public record DryShipper(Build build, double liquid, double cells) implements Carrier {

    /// The vapour over a full charge, and just before it is gone.
    static final double FULL = -190;

    static final double ALMOST_DRY = -185;

    private static final double BOILS_AT = -195.8;
    private static final double CHARGE = 4.5;

    /// What it is qualified for: upright and closed, in air of 22 °C.
    private static final double QUALIFIED_SECONDS = 10 * 86_400.0;

    private static final double QUALIFIED_AIR = 22;

    /// On its side a shipper can lose 60 % of its hold time within hours.
    private static final double ON_ITS_SIDE = 20;

    private static final double SIDE = 90;

    /// How many times faster it evaporates with an open lid, and how fast the cells take up the air's warmth through it.
    private static final double OPEN_LID = 8;

    private static final double OPEN_SECONDS = 12 * 3_600.0;

    /// The cells follow the vapour within an hour.
    private static final double VAPOUR_SECONDS = 3_600;

    /// What one unit is like.
    ///
    /// @param holdSeconds how long its charge lasts upright and closed, in air of 22 °C
    /// @param warmingSeconds the time constant with which it warms when it is dry
    public record Build(double holdSeconds, double warmingSeconds) {}

    /// A shipper as it is closed. Units differ by up to 40 %.
    ///
    /// @param charged how much of a full charge it was given, up to 1
    public static DryShipper packed(RandomGenerator random, double charged) {
        var build =
                new Build(
                        QUALIFIED_SECONDS * random.nextDouble(0.6, 1.4),
                        random.nextDouble(30, 50) * 3_600);
        return new DryShipper(build, CHARGE * charged, FULL + random.nextDouble(0, 4));
    }

    @Override
    public DryShipper after(double seconds, Surroundings around) {
        double left = Math.max(0, liquid - seconds * rate(around));
        double target = left > 0 ? vapour(left) : around.air();
        double constant = left > 0 ? VAPOUR_SECONDS : build.warmingSeconds;
        double lid = around.open() ? (around.air() - cells) / OPEN_SECONDS : 0;
        return new DryShipper(build, left, cells + seconds * ((target - cells) / constant + lid));
    }

    /// Kilograms a second.
    private double rate(Surroundings around) {
        double side = Math.min(around.lean(), SIDE) / SIDE;
        double warmth = (around.air() - BOILS_AT) / (QUALIFIED_AIR - BOILS_AT);
        return CHARGE
                / build.holdSeconds
                * warmth
                * (1 + (ON_ITS_SIDE - 1) * side * side)
                * (around.open() ? OPEN_LID : 1);
    }

    private static double vapour(double liquid) {
        return ALMOST_DRY + (FULL - ALMOST_DRY) * Math.min(1, liquid / CHARGE);
    }

    /// Whether its nitrogen is gone.
    public boolean dry() {
        return liquid == 0;
    }

    @Override
    public double celsius() {
        return cells;
    }

    @Override
    public OptionalDouble nitrogen() {
        return OptionalDouble.of(100 * liquid / CHARGE);
    }
}
