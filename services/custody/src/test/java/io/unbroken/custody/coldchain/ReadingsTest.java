package io.unbroken.custody.coldchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadingsTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void any_order_repetition_and_split_is_the_same_set() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            List<Sample> samples = samples(random);
            Readings whole = Readings.of(samples);

            var shuffled = new ArrayList<>(samples);
            shuffled.addAll(samples.subList(0, random.nextInt(samples.size())));
            Collections.shuffle(shuffled, random);
            Readings parts = Readings.none();
            while (!shuffled.isEmpty()) {
                int size = 1 + random.nextInt(shuffled.size());
                parts = parts.union(Readings.of(shuffled.subList(0, size)));
                shuffled.subList(0, size).clear();
            }

            assertThat(parts).as("seed " + seed).isEqualTo(whole).hasSameHashCodeAs(whole);
            assertThat(parts.samples()).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void within_keeps_just_what_the_interval_holds() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            Readings readings = Readings.of(samples(random));
            Instant from = START.plusSeconds(random.nextInt(60));
            var interval = new Interval(from, from.plusSeconds(random.nextInt(30)));

            List<Sample> inside = readings.within(interval).samples();

            assertThat(inside)
                    .as("seed " + seed)
                    .isEqualTo(
                            readings.samples().stream()
                                    .filter(each -> interval.contains(each.time()))
                                    .toList());
        }
    }

    @Test
    void two_values_for_one_time_both_stay() {
        var warm = new Sample(START, Celsius.parse("9"));
        var cold = new Sample(START, Celsius.parse("5"));

        assertThat(Readings.of(List.of(warm, cold, warm)).samples()).containsExactly(cold, warm);
    }

    private static List<Sample> samples(Random random) {
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < 1 + random.nextInt(50); i++) {
            samples.add(
                    new Sample(
                            START.plusSeconds(random.nextInt(60)),
                            new Celsius(random.nextInt(-20_000, 3_000))));
        }
        return samples;
    }
}
