package io.unbroken.benchmarks.data;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.TelemetryBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What one logger measures: a sample a minute, an hour in each block, between 3 and 7 °C.
public final class Measurements {

    /// An hour.
    public static final int SAMPLES = 60;

    private static final int SECONDS_APART = 60;

    private Measurements() {}

    /// An hour of a logger as they are: a resolution of a tenth of a degree, a slow wave over the day, and a sensor that is one step off
    /// now and then; between 4 and 6.2 °C.
    ///
    /// @param number of the logger, which rides with the journey of the same number
    /// @param hour since the journeys' beginning
    public static TelemetryBlock likely(int number, int hour) {
        var random = new SplittableRandom(number * 1_000_003L + hour);
        Instant from = Story.START.plusSeconds((long) hour * SAMPLES * SECONDS_APART);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            double day = 2 * Math.PI * ((hour * SAMPLES + i) / 1440.0 + number % 24 / 24.0);
            int tenths = (int) Math.round(51 + 10 * Math.sin(day));
            int off = random.nextInt(10) == 0 ? random.nextInt(-1, 2) : 0;
            samples.add(
                    new Sample(
                            from.plusSeconds((long) i * SECONDS_APART),
                            new Celsius((tenths + off) * 10)));
        }
        return block(number, hour, samples);
    }

    /// An hour of a logger, each reading unlike the one before.
    ///
    /// @param number of the logger, which rides with the journey of the same number
    /// @param hour since the journeys' beginning
    public static TelemetryBlock hour(int number, int hour) {
        var random = new SplittableRandom(number * 1_000_003L + hour);
        Instant from = Story.START.plusSeconds((long) hour * SAMPLES * SECONDS_APART);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            samples.add(
                    new Sample(
                            from.plusSeconds((long) i * SECONDS_APART),
                            new Celsius(random.nextInt(300, 700))));
        }
        return block(number, hour, samples);
    }

    /// An hour in which everything is at 12 °C.
    public static TelemetryBlock warm(int number, int hour) {
        Instant from = Story.START.plusSeconds((long) hour * SAMPLES * SECONDS_APART);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            samples.add(new Sample(from.plusSeconds((long) i * SECONDS_APART), new Celsius(1_200)));
        }
        return block(number, hour, samples);
    }

    private static TelemetryBlock block(int number, int hour, List<Sample> samples) {
        return new TelemetryBlock(
                new BlockId("00000000-0000-4000-a%03x-%012d".formatted(hour, number)),
                Story.logger(number),
                TelemetryBlock.Source.LIVE,
                samples);
    }
}
