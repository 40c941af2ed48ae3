package io.unbroken.custody.coldchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Two loggers that do not tell the same.
final class DisagreementTest {

    private static final int SEEDS = 2_000;
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void hours_in_which_all_of_one_is_warmer_than_all_of_the_other_are_a_disagreement() {
        List<HourOfReadings> one = hours(500, 500, 500, 500);
        List<HourOfReadings> other = hours(500, 701, 720, 700);

        assertThat(Disagreement.between(one, other, 200, Instant.MAX))
                .containsExactly(
                        new Disagreement(
                                START.plus(Duration.ofHours(1)),
                                START.plus(Duration.ofHours(3)),
                                220));
    }

    @Test
    void an_hour_that_only_one_has_or_that_is_not_over_is_not_compared() {
        List<HourOfReadings> one = hours(500, 500, 500);
        List<HourOfReadings> other = List.of(hours(900).getFirst(), hours(0, 0, 900).getLast());

        assertThat(Disagreement.between(one, other, 200, Instant.MAX)).hasSize(2);
        assertThat(Disagreement.between(one, other, 200, START.plus(Duration.ofHours(2))))
                .hasSize(1);
    }

    @Test
    void disagreements_are_those_of_the_definition_over_all_pairs_of_readings() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            List<Sample> one = samples(random, 500);
            List<Sample> other = samples(random, 500 + random.nextInt(400));
            int tolerance = random.nextInt(1, 300);

            List<Disagreement> found =
                    Disagreement.between(
                            HourOfReadings.of(Readings.of(one)),
                            HourOfReadings.of(Readings.of(other)),
                            tolerance,
                            Instant.MAX);

            assertThat(found).as("seed %d", seed).isEqualTo(defined(one, other, tolerance));
            assertThat(
                            Disagreement.between(
                                    HourOfReadings.of(Readings.of(other)),
                                    HourOfReadings.of(Readings.of(one)),
                                    tolerance,
                                    Instant.MAX))
                    .as("seed %d", seed)
                    .isEqualTo(found);
        }
    }

    private static List<Disagreement> defined(List<Sample> one, List<Sample> other, int tolerance) {
        var found = new ArrayList<Disagreement>();
        Instant from = START;
        while (from.isBefore(START.plus(Duration.ofHours(6)))) {
            List<Integer> here = in(one, from);
            List<Integer> there = in(other, from);
            int least = Integer.MAX_VALUE;
            int most = Integer.MIN_VALUE;
            for (int a : here) {
                for (int b : there) {
                    least = Math.min(least, a - b);
                    most = Math.max(most, a - b);
                }
            }
            int apart = Math.max(least, -most);
            if (!here.isEmpty() && !there.isEmpty() && apart > tolerance) {
                Instant until = from.plus(Duration.ofHours(1));
                boolean goesOn = !found.isEmpty() && found.getLast().until().equals(from);
                Disagreement before = goesOn ? found.removeLast() : null;
                found.add(
                        before == null
                                ? new Disagreement(from, until, apart)
                                : new Disagreement(
                                        before.from(), until, Math.max(apart, before.apart())));
            }
            from = from.plus(Duration.ofHours(1));
        }
        return found;
    }

    private static List<Integer> in(List<Sample> samples, Instant hour) {
        return samples.stream()
                .filter(sample -> sample.time().truncatedTo(ChronoUnit.HOURS).equals(hour))
                .map(sample -> sample.temperature().hundredths())
                .toList();
    }

    private static List<Sample> samples(Random random, int around) {
        var samples = new ArrayList<Sample>();
        for (int minute = 0; minute < 360; minute += 1 + random.nextInt(60)) {
            samples.add(
                    new Sample(
                            START.plus(Duration.ofMinutes(minute)),
                            new Celsius(around + random.nextInt(-150, 151))));
        }
        return samples;
    }

    /// One reading in each hour.
    private static List<HourOfReadings> hours(int... hundredths) {
        var samples = new ArrayList<Sample>();
        for (int hour = 0; hour < hundredths.length; hour++) {
            samples.add(
                    new Sample(
                            START.plus(Duration.ofHours(hour)).plusSeconds(5),
                            new Celsius(hundredths[hour])));
        }
        return HourOfReadings.of(Readings.of(samples));
    }
}
