package io.unbroken.custody.coldchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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

    @Test
    void segments_of_parts_add_up_to_that_of_the_whole_wherever_it_is_cut() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            Readings readings = Readings.of(samples(random));
            ThermalRule rule = rule(random);
            Optional<ThermalSegment> parts = Optional.empty();
            Instant from = Instant.MIN;
            while (from.isBefore(Instant.MAX)) {
                Instant until = random.nextInt(6) == 0 ? Instant.MAX : cut(random, from);
                Optional<ThermalSegment> part =
                        ThermalSegment.of(readings.within(new Interval(from, until)), rule);
                parts = parts.isEmpty() ? part : parts.map(a -> part.map(a::then).orElse(a));
                from = until.equals(Instant.MAX) ? until : until.plusNanos(1);
            }

            assertThat(parts).as("seed " + seed).isEqualTo(ThermalSegment.of(readings, rule));
        }
    }

    @Test
    void a_segment_is_its_bytes() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            ThermalRule rule = rule(random);
            ThermalSegment.of(Readings.of(samples(random)), rule)
                    .ifPresent(segment ->
                            assertThat(ThermalSegment.of(segment.bytes(), rule))
                                    .isEqualTo(segment));
        }
    }

    @Test
    void cut_off_or_longer_bytes_are_no_segment() {
        ThermalRule rule = rule(new Random(1));
        byte[] bytes =
                ThermalSegment.of(
                                Readings.of(
                                        List.of(
                                                new Sample(START, Celsius.parse("5")),
                                                new Sample(
                                                        START.plusSeconds(60),
                                                        Celsius.parse("12")))),
                                rule)
                        .orElseThrow()
                        .bytes();
        for (int length = 0; length <= bytes.length + 1; length++) {
            byte[] other = Arrays.copyOf(bytes, length);
            if (length != bytes.length) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> ThermalSegment.of(other, rule));
            }
        }
    }

    private static Instant cut(Random random, Instant from) {
        return (from.isBefore(START) ? START : from).plusSeconds(60L * random.nextInt(40));
    }

    @Test
    void the_kinetic_mean_is_that_of_the_formula_to_a_ten_thousandth() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var samples = new ArrayList<Sample>();
            double sum = 0;
            double weights = 0;
            Instant time = START;
            for (int i = 0; i <= random.nextInt(1, 40); i++) {
                int hundredths = random.nextInt(-19_600, 4_000);
                int minutes = random.nextInt(1, 60);
                samples.add(new Sample(time, new Celsius(hundredths)));
                time = time.plusSeconds(60L * minutes);
                sum +=
                        Math.min(minutes, 30)
                                * Math.exp(33 - 10_000 / (hundredths / 100.0 + 273.15));
                weights += Math.min(minutes, 30);
            }

            MeanTemperature mean =
                    ThermalSummary.of(
                                    Readings.of(samples),
                                    ThermalRule.exact(
                                            TemperatureRange.between(
                                                    new Celsius(200), new Celsius(800)),
                                            Duration.ofMinutes(30)),
                                    new Interval(START, time))
                            .figures()
                            .meanKinetic()
                            .orElseThrow();

            double expected = 10_000 / (33 - Math.log(sum / weights)) - 273.15;
            assertThat(mean.degrees().doubleValue())
                    .as("seed " + seed)
                    .isCloseTo(expected, within(0.000_11));
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
