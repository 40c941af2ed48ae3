package io.unbroken.custody.sensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.unbroken.custody.sensing.Condition.Nitrogen;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NitrogenTrendTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void a_line_through_the_levels_tells_when_there_is_nothing_left() {
        assertThat(NitrogenTrend.emptyAt(levels(100, 90, 80, 70)))
                .contains(START.plus(Duration.ofDays(10)));
    }

    @Test
    void what_falls_faster_is_gone_earlier() {
        assertThat(NitrogenTrend.emptyAt(levels(100, 80, 60, 40)))
                .contains(START.plus(Duration.ofDays(5)));
    }

    @Test
    void what_does_not_fall_or_is_too_little_foretells_nothing() {
        assertThat(NitrogenTrend.emptyAt(levels())).isEmpty();
        assertThat(NitrogenTrend.emptyAt(levels(100, 90))).isEmpty();
        assertThat(NitrogenTrend.emptyAt(levels(90, 90, 90))).isEmpty();
        assertThat(NitrogenTrend.emptyAt(levels(80, 90, 100))).isEmpty();
        assertThat(
                        NitrogenTrend.emptyAt(
                                List.of(
                                        new Nitrogen(START, 100),
                                        new Nitrogen(START.plusSeconds(60), 99),
                                        new Nitrogen(START.plusSeconds(120), 98))))
                .isEmpty();
    }

    @Test
    void order_and_repetition_change_nothing_and_small_errors_little() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            double days = 4 + random.nextDouble() * 10;
            var levels = new ArrayList<Nitrogen>();
            for (int hour = 0; hour < 72; hour++) {
                double percent = 100 * (1 - hour / 24.0 / days) + random.nextDouble() - 0.5;
                levels.add(
                        new Nitrogen(
                                START.plus(Duration.ofHours(hour)),
                                Math.clamp(Math.round(percent), 0, 100)));
            }
            Instant expected = START.plusSeconds((long) (days * 86_400));

            Instant found = NitrogenTrend.emptyAt(levels).orElseThrow();
            levels.addAll(levels.subList(0, 20));
            Collections.shuffle(levels, random);

            assertThat(found).as("seed %d", seed).isCloseTo(expected, within(8, ChronoUnit.HOURS));
            assertThat(NitrogenTrend.emptyAt(levels)).as("seed %d", seed).contains(found);
        }
    }

    /// One a day.
    private static List<Nitrogen> levels(int... percents) {
        var levels = new ArrayList<Nitrogen>();
        for (int percent : percents) {
            levels.add(new Nitrogen(START.plus(Duration.ofDays(levels.size())), percent));
        }
        return levels;
    }
}
