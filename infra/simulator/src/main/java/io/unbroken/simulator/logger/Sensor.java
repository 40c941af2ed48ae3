package io.unbroken.simulator.logger;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How one logger measures.
///
/// @param every how often
/// @param offset what its calibration leaves, degrees
/// @param noise the standard deviation of a reading, degrees; never more than three of them
/// @param step what the last digit that it gives is worth, hundredths of a degree
/// @param drift seconds that its clock gains in a day
/// @param jitter by how many seconds at most a reading is late
public record Sensor(
        Duration every, double offset, double noise, int step, double drift, int jitter) {

    /// Deviations beyond this are cut off, so that a reading's error has a bound.
    static final double MOST_DEVIATIONS = 3;

    private static final double FRESH_OFFSET = 0.25;
    private static final double CRYOGENIC_OFFSET = 1;
    private static final double MOST_DRIFT = 3;

    /// Between the cells in a box.
    public static Sensor fresh(RandomGenerator random) {
        return new Sensor(
                Duration.ofMinutes(5),
                random.nextDouble(-FRESH_OFFSET, FRESH_OFFSET),
                0.04,
                10,
                drift(random),
                2);
    }

    /// In the vapour of a dry shipper.
    public static Sensor cryogenic(RandomGenerator random) {
        return new Sensor(
                Duration.ofMinutes(5),
                random.nextDouble(-CRYOGENIC_OFFSET, CRYOGENIC_OFFSET),
                0.15,
                10,
                drift(random),
                2);
    }

    /// A wired sensor of a store.
    public static Sensor store(RandomGenerator random) {
        return new Sensor(
                Duration.ofMinutes(15),
                random.nextDouble(-CRYOGENIC_OFFSET, CRYOGENIC_OFFSET),
                0.15,
                10,
                0,
                0);
    }

    private static double drift(RandomGenerator random) {
        return random.nextDouble(-MOST_DRIFT, MOST_DRIFT);
    }

    /// By how much a reading may differ from the truth, degrees, if the sensor does what it should.
    public double accuracy() {
        return Math.abs(offset) + MOST_DEVIATIONS * noise + step / 200.0;
    }

    /// What it gives for a true temperature, hundredths of a degree.
    ///
    /// @param deviation of this reading, in standard deviations
    int reads(double celsius, double deviation) {
        double measured =
                celsius + offset + noise * Math.clamp(deviation, -MOST_DEVIATIONS, MOST_DEVIATIONS);
        return (int) Math.round(measured * 100 / step) * step;
    }
}
