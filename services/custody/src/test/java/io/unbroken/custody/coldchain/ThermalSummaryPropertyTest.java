package io.unbroken.custody.coldchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThermalSummaryPropertyTest {

    private static final int SEEDS = 3_000;
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void excursions_gaps_and_durations_are_those_of_the_definitions() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            List<Sample> samples = samples(random);
            ThermalRule rule = rule(random);
            Interval interval = interval(random);

            ThermalSummary summary = ThermalSummary.of(Readings.of(samples), rule, interval);

            var oracle = new ThermalOracle(samples, rule, interval);
            assertThat(summary.excursions()).as("seed " + seed).isEqualTo(oracle.excursions());
            assertThat(summary.gaps()).as("seed " + seed).isEqualTo(oracle.gaps());
            assertThat(summary.outOfRangeAtMost())
                    .as("seed " + seed)
                    .isEqualTo(oracle.possiblyOut())
                    .isGreaterThanOrEqualTo(summary.outOfRangeAtLeast())
                    .isLessThanOrEqualTo(interval.length());
        }
    }

    @Test
    void order_repetition_and_split_change_nothing() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            List<Sample> samples = samples(random);
            ThermalRule rule = rule(random);
            Interval interval = interval(random);
            ThermalSummary expected = ThermalSummary.of(Readings.of(samples), rule, interval);

            var messages = new ArrayList<>(samples);
            messages.addAll(samples.subList(0, random.nextInt(samples.size() + 1)));
            Collections.shuffle(messages, random);
            int cut = random.nextInt(messages.size() + 1);
            Readings late = Readings.of(messages.subList(cut, messages.size()));
            Readings early = Readings.of(messages.subList(0, cut));

            assertThat(ThermalSummary.of(late.union(early), rule, interval))
                    .as("seed " + seed)
                    .isEqualTo(expected);
        }
    }

    private static List<Sample> samples(Random random) {
        var samples = new ArrayList<Sample>();
        int count = random.nextInt(40);
        int temperature = 500;
        for (int i = 0; i < count; i++) {
            temperature = Math.clamp(temperature + random.nextInt(-250, 251), -200, 1_200);
            Instant time = START.plusSeconds(60L * random.nextInt(120));
            samples.add(new Sample(time, new Celsius(temperature)));
        }
        return samples;
    }

    private static ThermalRule rule(Random random) {
        var low = new Celsius(200);
        var high = new Celsius(random.nextInt(4) == 0 ? 230 : 800);
        TemperatureRange range =
                switch (random.nextInt(3)) {
                    case 0 -> TemperatureRange.atMost(high);
                    case 1 -> TemperatureRange.atLeast(low);
                    case 2 -> TemperatureRange.between(low, high);
                    default -> throw new IllegalStateException();
                };
        int guardBand = random.nextBoolean() ? 0 : random.nextInt(150);
        return new ThermalRule(range, Duration.ofMinutes(1 + random.nextInt(20)), guardBand);
    }

    private static Interval interval(Random random) {
        Instant from = START.plusSeconds(60L * random.nextInt(-10, 40));
        return new Interval(from, from.plusSeconds(60L * random.nextInt(130)));
    }
}
