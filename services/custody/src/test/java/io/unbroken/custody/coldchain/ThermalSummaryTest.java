package io.unbroken.custody.coldchain;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Excursion.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThermalSummaryTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final TemperatureRange FRIDGE =
            TemperatureRange.between(Celsius.parse("2"), Celsius.parse("8"));
    private static final ThermalRule RULE = ThermalRule.exact(FRIDGE, Duration.ofMinutes(15));

    @Test
    void a_reading_exactly_at_a_limit_is_in_range() {
        ThermalSummary summary = judge(RULE, 20, at(0, "2"), at(10, "8"), at(20, "2.00"));

        assertThat(summary.excursions()).isEmpty();
        assertThat(summary.figures().counts()).isEqualTo(new ReadingCounts(3, 0, 3, 0, 0));
        assertThat(summary.outOfRangeAtMost()).isZero();
    }

    @Test
    void an_excursion_has_a_length_that_is_sure_and_one_that_is_possible() {
        ThermalSummary summary =
                judge(
                        RULE,
                        50,
                        at(0, "5"),
                        at(10, "8.01"),
                        at(20, "9.5"),
                        at(30, "8.3"),
                        at(40, "8"),
                        at(50, "7"));

        assertThat(summary.excursions())
                .containsExactly(
                        new Excursion(
                                minute(10),
                                Optional.of(minute(40)),
                                Celsius.parse("9.5"),
                                Optional.of(Celsius.parse("9.5")),
                                Duration.ofMinutes(20),
                                Duration.ofMinutes(40),
                                Direction.ABOVE,
                                3));
        assertThat(summary.outOfRangeAtLeast()).isEqualTo(Duration.ofMinutes(20));
        assertThat(summary.outOfRangeAtMost()).isEqualTo(Duration.ofMinutes(40));
    }

    @Test
    void a_single_reading_out_of_range_lasted_zero_to_two_steps() {
        ThermalSummary summary = judge(RULE, 20, at(0, "5"), at(10, "1.9"), at(20, "5"));

        Excursion excursion = summary.excursions().getFirst();
        assertThat(excursion.direction()).isEqualTo(Direction.BELOW);
        assertThat(excursion.lowerBound()).isZero();
        assertThat(excursion.upperBound()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void an_excursion_at_the_end_is_open_and_may_last_to_the_end() {
        ThermalSummary summary = judge(RULE, 30, at(0, "5"), at(10, "9"), at(20, "9"));

        Excursion excursion = summary.excursions().getFirst();
        assertThat(excursion.open()).isTrue();
        assertThat(excursion.lowerBound()).isEqualTo(Duration.ofMinutes(10));
        assertThat(excursion.upperBound()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void no_readings_leave_a_gap_and_no_values() {
        ThermalSummary summary = judge(RULE, 60);

        assertThat(summary.gaps()).containsExactly(new TelemetryGap(minute(0), minute(60)));
        assertThat(summary.figures().counts().samples()).isZero();
        assertThat(summary.figures().min()).isEmpty();
        assertThat(summary.figures().max()).isEmpty();
        assertThat(summary.figures().mean()).isEmpty();
        assertThat(summary.figures().meanKinetic()).isEmpty();
    }

    @Test
    void one_reading_and_an_interval_of_no_length_work() {
        ThermalSummary summary = judge(RULE, 0, at(0, "5"));

        assertThat(summary.gaps()).isEmpty();
        assertThat(summary.figures().min()).contains(Celsius.parse("5"));
        assertThat(summary.figures().mean().orElseThrow()).hasToString("5.0000");
        assertThat(summary.figures().meanKinetic().orElseThrow()).hasToString("5.0000");
    }

    @Test
    void gaps_count_at_both_ends_and_only_beyond_the_limit() {
        ThermalSummary summary =
                judge(RULE, 80, at(16, "5"), at(31, "5"), at(47, "5"), at(60, "5"));

        assertThat(summary.gaps())
                .containsExactly(
                        new TelemetryGap(minute(0), minute(16)),
                        new TelemetryGap(minute(31), minute(47)),
                        new TelemetryGap(minute(60), minute(80)));
    }

    @Test
    void a_gap_inside_of_an_excursion_is_possible_but_not_proven_time() {
        ThermalSummary summary =
                judge(RULE, 60, at(0, "5"), at(10, "9"), at(20, "9"), at(50, "9"), at(60, "5"));

        assertThat(summary.excursions()).hasSize(1);
        assertThat(summary.excursions().getFirst().lowerBound()).isEqualTo(Duration.ofMinutes(10));
        assertThat(summary.excursions().getFirst().upperBound()).isEqualTo(Duration.ofMinutes(60));
    }

    @Test
    void readings_within_the_guard_band_prove_nothing() {
        var guarded = new ThermalRule(FRIDGE, Duration.ofMinutes(15), 50);

        ThermalSummary summary =
                judge(
                        guarded,
                        40,
                        at(0, "5"),
                        at(10, "7.51"),
                        at(20, "8.5"),
                        at(30, "7.5"),
                        at(40, "5"));

        assertThat(summary.figures().counts()).isEqualTo(new ReadingCounts(5, 0, 3, 0, 2));
        Excursion possible = summary.excursions().getFirst();
        assertThat(possible.proven()).isFalse();
        assertThat(possible.lowerBound()).isZero();
        assertThat(possible.upperBound()).isEqualTo(Duration.ofMinutes(30));
        assertThat(possible.extreme()).isEqualTo(Celsius.parse("8.5"));
    }

    @Test
    void beyond_the_guard_band_is_surely_out() {
        var guarded = new ThermalRule(FRIDGE, Duration.ofMinutes(15), 50);

        ThermalSummary summary =
                judge(
                        guarded,
                        40,
                        at(0, "5"),
                        at(10, "8.2"),
                        at(20, "8.51"),
                        at(30, "8.6"),
                        at(40, "5"));

        Excursion excursion = summary.excursions().getFirst();
        assertThat(excursion.from()).isEqualTo(minute(20));
        assertThat(excursion.readingsOut()).isEqualTo(2);
        assertThat(excursion.lowerBound()).isEqualTo(Duration.ofMinutes(10));
        assertThat(excursion.upperBound()).isEqualTo(Duration.ofMinutes(40));
    }

    @Test
    void two_values_for_one_time_are_a_conflict_and_prove_no_excursion() {
        ThermalSummary summary =
                judge(RULE, 20, at(0, "5"), at(10, "5"), at(10, "12"), at(20, "5"));

        assertThat(summary.figures().counts()).isEqualTo(new ReadingCounts(4, 1, 3, 1, 0));
        assertThat(summary.excursions()).hasSize(1);
        assertThat(summary.excursions().getFirst().proven()).isFalse();
        assertThat(summary.excursions().getFirst().extreme()).isEqualTo(Celsius.parse("12"));
        assertThat(summary.figures().max()).contains(Celsius.parse("12"));
    }

    @Test
    void warm_then_cold_are_two_excursions_whose_time_between_counts_once() {
        ThermalSummary summary = judge(RULE, 30, at(0, "5"), at(10, "9"), at(20, "1"), at(30, "5"));

        assertThat(summary.excursions())
                .extracting(Excursion::direction)
                .containsExactly(Direction.ABOVE, Direction.BELOW);
        assertThat(summary.excursions().getFirst().until()).contains(minute(20));
        assertThat(summary.excursions())
                .extracting(Excursion::upperBound)
                .containsExactly(Duration.ofMinutes(20), Duration.ofMinutes(20));
        assertThat(summary.outOfRangeAtMost()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void cryogenic_material_has_no_mean_kinetic_temperature() {
        var frozen =
                ThermalRule.exact(
                        TemperatureRange.atMost(Celsius.parse("-150")), Duration.ofMinutes(15));

        ThermalSummary summary =
                judge(frozen, 20, at(0, "-190.5"), at(10, "-149.99"), at(20, "-150"));

        assertThat(summary.figures().meanKinetic()).isEmpty();
        assertThat(summary.excursions()).hasSize(1);
        assertThat(summary.figures().min()).contains(Celsius.parse("-190.5"));
    }

    @Test
    void a_good_mean_excuses_no_reading() {
        var samples = new ArrayList<Sample>();
        for (int hour = 0; hour < 24; hour++) {
            samples.add(at(hour * 60, hour == 12 ? "25" : "4"));
        }
        var rule = ThermalRule.exact(FRIDGE, Duration.ofHours(1));

        ThermalSummary summary = judge(rule, 24 * 60, samples.toArray(Sample[]::new));

        assertThat(summary.figures().meanKinetic().orElseThrow()).hasToString("7.0835");
        assertThat(summary.excursions()).hasSize(1);
    }

    @Test
    void readings_outside_of_the_interval_do_not_count() {
        ThermalSummary summary =
                judge(RULE, 10, at(-1, "25"), at(0, "5"), at(10, "5"), at(11, "25"));

        assertThat(summary.figures().counts().samples()).isEqualTo(2);
        assertThat(summary.excursions()).isEmpty();
    }

    private static ThermalSummary judge(ThermalRule rule, int untilMinute, Sample... samples) {
        return ThermalSummary.of(
                Readings.of(List.of(samples)), rule, new Interval(minute(0), minute(untilMinute)));
    }

    private static Sample at(int minute, String celsius) {
        return new Sample(minute(minute), Celsius.parse(celsius));
    }

    private static Instant minute(int minute) {
        return START.plusSeconds(minute * 60L);
    }
}
