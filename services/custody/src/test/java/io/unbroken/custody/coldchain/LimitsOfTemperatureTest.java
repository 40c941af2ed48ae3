package io.unbroken.custody.coldchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is just allowed, and what is just not.
final class LimitsOfTemperatureTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    @Test
    void a_limit_belongs_to_its_range() {
        var range = TemperatureRange.between(new Celsius(200), new Celsius(800));

        assertThat(range.contains(new Celsius(200))).isTrue();
        assertThat(range.contains(new Celsius(800))).isTrue();
        assertThat(range.contains(new Celsius(199))).isFalse();
        assertThat(range.contains(new Celsius(801))).isFalse();
        assertThat(range.above(new Celsius(801))).isTrue();
        assertThat(range.above(new Celsius(800))).isFalse();
        assertThat(range.below(new Celsius(199))).isTrue();
        assertThat(range.below(new Celsius(200))).isFalse();
    }

    @Test
    void a_range_of_one_limit_has_no_other() {
        var frozen = TemperatureRange.atMost(new Celsius(-12_000));
        assertThat(frozen.contains(Celsius.ABSOLUTE_ZERO)).isTrue();
        assertThat(frozen.below(Celsius.ABSOLUTE_ZERO)).isFalse();
        assertThat(frozen.above(new Celsius(-11_999))).isTrue();

        var thawed = TemperatureRange.atLeast(new Celsius(0));
        assertThat(thawed.contains(Celsius.HIGHEST)).isTrue();
        assertThat(thawed.above(Celsius.HIGHEST)).isFalse();
        assertThat(thawed.below(new Celsius(-1))).isTrue();
    }

    @Test
    void a_range_is_not_upside_down_and_has_a_limit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TemperatureRange(Optional.empty(), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemperatureRange.between(new Celsius(2), new Celsius(1)));
        assertThat(
                        TemperatureRange.between(new Celsius(2), new Celsius(2))
                                .contains(new Celsius(2)))
                .isTrue();
    }

    @Test
    void a_number_is_read_in_sixteen_characters_and_no_more() {
        assertThat(Celsius.parse("000000000005.125")).isEqualTo(new Celsius(512));
        assertThat(Celsius.parse("+7")).isEqualTo(new Celsius(700));
        assertThat(Celsius.parse(".5")).isEqualTo(new Celsius(50));
        for (String other :
                List.of("0000000000005.125", "1.2.3", "5.", "-", "", "1e3", "1-", ".", "-.")) {
            assertThatIllegalArgumentException().as(other).isThrownBy(() -> Celsius.parse(other));
        }
        assertThat(new Celsius(5).isAbove(new Celsius(5))).isFalse();
        assertThat(new Celsius(5).isBelow(new Celsius(5))).isFalse();
    }

    @Test
    void rules_and_energies_have_edges() {
        var range = TemperatureRange.atMost(new Celsius(0));
        assertThat(new ThermalRule(range, Duration.ofNanos(1), 5_000).guardBandHundredths())
                .isEqualTo(5_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ThermalRule(range, Duration.ofNanos(1), 5_001));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ThermalRule(range, Duration.ZERO, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ThermalRule(range, Duration.ofNanos(1), -1));
        assertThat(new ActivationEnergy(1).joulesPerMole()).isEqualTo(1);
        assertThat(new ActivationEnergy(1_000_000).joulesPerMole()).isEqualTo(1_000_000);
        assertThatIllegalArgumentException().isThrownBy(() -> new ActivationEnergy(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ActivationEnergy(1_000_001));
        assertThat(ActivationEnergy.USP.kelvin()).isEqualTo(10_000.0);
    }

    @Test
    void readings_are_equal_by_what_they_hold_and_say_how_many_they_are() {
        var one = new Sample(NOW, new Celsius(500));
        var two = new Sample(NOW.plusSeconds(60), new Celsius(510));

        assertThat(Readings.of(List.of(two, one)))
                .isEqualTo(Readings.of(List.of(one, two, one)))
                .hasSameHashCodeAs(Readings.of(List.of(one, two)))
                .isNotEqualTo(Readings.of(List.of(one)))
                .hasToString("2 readings from 2026-03-02T08:00:00Z to 2026-03-02T08:01:00Z");
        assertThat(Readings.of(List.of(one)).hashCode())
                .isNotEqualTo(Readings.of(List.of(two)).hashCode());
        assertThat(Readings.none()).hasToString("no readings");
        assertThat(new Celsius(500)).isNotEqualTo(Readings.of(List.of(one)));
    }

    @Test
    void a_reading_of_absolute_zero_at_the_edge_is_within() {
        var coldest = new Sample(NOW, Celsius.ABSOLUTE_ZERO);
        var interval = new Interval(NOW, NOW.plusSeconds(1));

        assertThat(Readings.of(List.of(coldest)).within(interval).samples())
                .containsExactly(coldest);
    }
}
