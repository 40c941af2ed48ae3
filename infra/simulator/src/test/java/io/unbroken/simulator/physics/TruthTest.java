package io.unbroken.simulator.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.simulator.physics.Ambient.Place;
import io.unbroken.simulator.physics.Happening.LidOpen;
import io.unbroken.simulator.physics.PcmShipper.Packing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TruthTest {

    private static final Instant START = Instant.parse("2026-09-01T06:00:00Z");
    private static final TemperatureRange CHILLED =
            TemperatureRange.between(Celsius.parse("2"), Celsius.parse("8"));

    @Test
    void the_same_seed_gives_the_same_truth() {
        for (long seed = 0; seed < 20; seed++) {
            Truth once = opened(seed);
            Truth again = opened(seed);
            for (int minute = 0; minute < 24 * 60; minute += 7) {
                Instant time = START.plus(Duration.ofMinutes(minute));
                assertThat(once.celsius(time)).isEqualTo(again.celsius(time));
            }
        }
    }

    @Test
    void time_out_of_range_begins_and_ends_where_the_temperature_is_at_the_limit() {
        for (long seed = 0; seed < 50; seed++) {
            Truth truth = opened(seed);

            List<Interval> outside = truth.outside(CHILLED, 0);

            assertThat(outside).as("seed %d", seed).hasSize(1);
            Interval warm = outside.getFirst();
            assertThat(truth.celsius(warm.from())).isCloseTo(8, within(0.01));
            assertThat(truth.celsius(warm.until())).isCloseTo(8, within(0.01));
            assertThat(truth.timeOutside(CHILLED)).isEqualTo(warm.length());
            assertThat(warm.length()).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(50));
            assertThat(truth.outside(CHILLED, -1).getFirst().length()).isGreaterThan(warm.length());
        }
    }

    @Test
    void nothing_is_true_of_other_times() {
        Truth truth = opened(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> truth.celsius(START.minusSeconds(1)))
                .withMessageContaining("expected a time in");
    }

    @Test
    void the_sun_warms_the_tarmac_by_day_alone() {
        var tarmac = Ambient.of(Place.TARMAC);

        assertThat(tarmac.at(Instant.parse("2026-09-01T12:00:00Z"))).isGreaterThan(40);
        assertThat(tarmac.at(Instant.parse("2026-09-01T00:00:00Z"))).isLessThan(16);
    }

    private static Truth opened(long seed) {
        Instant from = START.plus(Duration.ofHours(4));
        return new Leg(
                        new Interval(START, START.plus(Duration.ofDays(1))),
                        PcmShipper.packed(new Random(seed), Packing.CONDITIONED),
                        Ambient.of(Place.ROOM),
                        List.of(new LidOpen(new Interval(from, from.plusSeconds(1_500)))))
                .happens();
    }
}
