package io.unbroken.simulator.physics;

import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/// A passive box for 2 to 8 °C: panels of a phase change material around the cells, insulation around the panels, a skin around the
/// insulation. While the panels melt they stay near 5 °C; then the cells follow the air around.
///
/// @param build what it is made of
/// @param skin degrees Celsius
/// @param heat joules that the panels have taken up since they were all solid and about to melt
/// @param cells degrees Celsius
public record PcmShipper(Build build, double skin, double heat, double cells) implements Carrier {

    /// The panels' material melts over these degrees.
    static final double MELTS_FROM = 4.6;

    static final double MELTED_AT = 5.4;

    /// Six kilograms with 200 kJ/kg.
    private static final double LATENT = 1.2e6;

    /// Joules per kelvin of all panels, solid and liquid.
    private static final double SOLID = 12_000;

    private static final double LIQUID = 13_000;

    /// Joules per kelvin of a bag of a quarter of a litre and of the skin.
    private static final double CELLS = 950;

    private static final double SKIN = 2_000;

    /// Watts per kelvin between air and skin, panels and cells, and through an open lid.
    private static final double AIR_TO_SKIN = 4;

    private static final double PANELS_TO_CELLS = 1.5;
    private static final double OPEN_LID = 2;

    /// What it is qualified for, in air of 22 °C.
    private static final double QUALIFIED_SECONDS = 72 * 3_600.0;

    private static final double QUALIFIED_AIR = 22;

    /// How its panels were prepared.
    public enum Packing {
        /// As they should be: nearly all solid, and about to melt.
        CONDITIONED,
        /// Out of a warm room: nearly all liquid.
        UNCONDITIONED
    }

    /// What one unit is like.
    ///
    /// @param insulation watts per kelvin between skin and panels
    public record Build(double insulation) {

        /// How long its panels melt in air of a steady temperature, from all solid to all liquid.
        public double holdSeconds(double air) {
            return LATENT / (insulation * (air - (MELTS_FROM + MELTED_AT) / 2));
        }
    }

    /// A shipper as it is closed. Each unit is somewhere between 40 % worse and 40 % better than its qualification.
    public static PcmShipper packed(RandomGenerator random, Packing packing) {
        double hold = QUALIFIED_SECONDS * random.nextDouble(0.6, 1.4);
        double insulation = LATENT / (hold * (QUALIFIED_AIR - (MELTS_FROM + MELTED_AT) / 2));
        double melted =
                switch (packing) {
                    case CONDITIONED -> random.nextDouble(0.02, 0.15);
                    case UNCONDITIONED -> random.nextDouble(0.9, 0.99);
                };
        return new PcmShipper(
                new Build(insulation), 21, LATENT * melted, random.nextDouble(4.5, 6.0));
    }

    /// How much of the panels is liquid, 0 to 1.
    public double melted() {
        return Math.clamp(heat / LATENT, 0, 1);
    }

    @Override
    public PcmShipper after(double seconds, Surroundings around) {
        double panels = panels();
        double through = build.insulation * (skin - panels);
        double toCells = PANELS_TO_CELLS * (panels - cells);
        double lid = around.open() ? OPEN_LID * (around.air() - cells) : 0;
        return new PcmShipper(
                build,
                skin + seconds * (AIR_TO_SKIN * (around.air() - skin) - through) / SKIN,
                heat + seconds * (through - toCells),
                cells + seconds * (toCells + lid) / CELLS);
    }

    private double panels() {
        if (heat < 0) {
            return MELTS_FROM + heat / SOLID;
        }
        return heat <= LATENT
                ? MELTS_FROM + (MELTED_AT - MELTS_FROM) * heat / LATENT
                : MELTED_AT + (heat - LATENT) / LIQUID;
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
