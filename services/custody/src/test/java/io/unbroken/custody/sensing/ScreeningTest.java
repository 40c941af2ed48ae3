package io.unbroken.custody.sensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreeningTest {

    private static final Instant TIME = Instant.parse("2026-03-01T08:00:00Z");

    private static final List<TemperatureUnit> UNITS = List.of(TemperatureUnit.values());

    @ParameterizedTest
    @CsvSource({
        "CELSIUS, -270, -270.00",
        "CELSIUS, 150.00, 150.00",
        "CELSIUS, 4.605, 4.60",
        "CELSIUS, 4.615, 4.62",
        "CELSIUS, -0.005, 0.00",
        "FAHRENHEIT, 41, 5.00",
        "FAHRENHEIT, 40.1, 4.50",
        "FAHRENHEIT, -238.5, -150.28",
        "KELVIN, 278.15, 5.00",
        "KELVIN, 77.355, -195.80"
    })
    void a_believable_value_is_converted_once_and_rounded_half_to_even(
            TemperatureUnit unit, String value, String celsius) {
        Screening screened = screened(value, unit);

        assertThat(screened.samples()).containsExactly(new Sample(TIME, Celsius.parse(celsius)));
        assertThat(screened.marked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CELSIUS, -270.01, -270.01, BEYOND_SENSOR",
        "CELSIUS, -999, -999.00, BEYOND_SENSOR",
        "CELSIUS, 150.01, 150.01, BEYOND_SENSOR",
        "CELSIUS, 99999999999, 99999999999.00, BEYOND_SENSOR",
        "FAHRENHEIT, -999, -572.78, BEYOND_SENSOR",
        "KELVIN, -1, -274.15, BEYOND_SENSOR",
        "CELSIUS, E02, E02, SENSOR_FAULT",
        "CELSIUS, --.-, --.-, SENSOR_FAULT",
        "CELSIUS, NaN, NaN, SENSOR_FAULT",
        "CELSIUS, 5., 5., SENSOR_FAULT"
    })
    void what_cannot_be_true_is_kept_and_marked(
            TemperatureUnit unit, String value, String kept, Mark mark) {
        Screening screened = screened(value, unit);

        assertThat(screened.samples()).isEmpty();
        assertThat(screened.marked())
                .containsExactly(new MarkedSample(TIME, new Reading(kept), mark));
    }

    @Test
    void a_clock_that_lost_the_time_is_marked() {
        for (String reset :
                List.of("1970-01-01T00:01:00Z", "1980-01-06T00:00:00Z", "2000-01-01T00:10:00Z")) {
            Screening screened =
                    Screening.of(
                            List.of(new Reported(Instant.parse(reset), new Reading("5"))),
                            TemperatureUnit.CELSIUS,
                            Optional.empty());

            assertThat(screened.samples()).isEmpty();
            assertThat(screened.marked().getFirst().mark()).isEqualTo(Mark.CLOCK_RESET);
            assertThat(screened.marked().getFirst().reading().text()).isEqualTo("5.00");
        }
    }

    @Test
    void a_reading_from_after_its_own_taking_is_marked() {
        var clock = Optional.of(new ClockCheck(TIME, Optional.empty()));
        Instant furthest = TIME.plus(Screening.AHEAD);

        assertThat(at(furthest, clock).samples()).hasSize(1);
        assertThat(at(furthest.plusMillis(1), clock).marked())
                .extracting(MarkedSample::mark)
                .containsExactly(Mark.CLOCK_AHEAD);
    }

    @Test
    void a_reset_clock_that_somebody_looked_at_is_corrected_and_judged() {
        var reset = Instant.parse("1970-01-01T06:00:00Z");
        var clock = Optional.of(new ClockCheck(TIME, Optional.of(reset)));

        Screening screened = at(reset.minusSeconds(3600), clock);

        assertThat(screened.samples())
                .containsExactly(new Sample(TIME.minusSeconds(3600), Celsius.parse("5")));
    }

    @Test
    void what_was_measured_before_the_reset_lands_in_the_future_and_is_marked() {
        var reset = Instant.parse("2000-01-01T06:00:00Z");
        var clock = Optional.of(new ClockCheck(TIME, Optional.of(reset)));

        assertThat(at(TIME.minusSeconds(86_400), clock).marked())
                .extracting(MarkedSample::mark)
                .containsExactly(Mark.CLOCK_AHEAD);
    }

    @Test
    void values_that_all_look_like_kelvin_are_refused_and_one_stuck_value_is_not() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Screening.of(
                                reported("278.15", "278.25", "E02"),
                                TemperatureUnit.CELSIUS,
                                Optional.empty()))
                .withMessageStartingWith("unit: ");
        assertThat(
                        Screening.of(
                                        reported("327.67", "327.67"),
                                        TemperatureUnit.CELSIUS,
                                        Optional.empty())
                                .marked())
                .hasSize(2);
        assertThat(
                        Screening.of(
                                        reported("278.15", "278.25"),
                                        TemperatureUnit.KELVIN,
                                        Optional.empty())
                                .samples())
                .hasSize(2);
    }

    @Test
    void every_reading_is_either_judged_or_marked_and_the_order_does_not_matter() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            List<Reported> reported = new ArrayList<>();
            for (int i = 0; i < random.nextInt(1, 60); i++) {
                reported.add(new Reported(time(random), reading(random)));
            }
            TemperatureUnit unit = UNITS.get(random.nextInt(UNITS.size()));
            var clock =
                    random.nextBoolean()
                            ? Optional.<ClockCheck>empty()
                            : Optional.of(new ClockCheck(TIME, Optional.of(time(random))));

            Screening one = Screening.of(reported, unit, clock);
            Collections.shuffle(reported, random);
            Screening other = Screening.of(reported, unit, clock);

            assertThat(one.samples().size() + one.marked().size())
                    .as("seed %d", seed)
                    .isEqualTo(reported.size());
            assertThat(new HashSet<>(other.samples()))
                    .as("seed %d", seed)
                    .isEqualTo(new HashSet<>(one.samples()));
            assertThat(new HashSet<>(other.marked()))
                    .as("seed %d", seed)
                    .isEqualTo(new HashSet<>(one.marked()));
            assertThat(one.samples())
                    .as("seed %d", seed)
                    .allMatch(sample ->
                            !sample.temperature().isBelow(Screening.COLDEST)
                                    && !sample.temperature().isAbove(Screening.WARMEST)
                                    && !sample.time().isBefore(Screening.FIRST));
        }
    }

    private static Reading reading(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Reading("E" + random.nextInt(100));
            case 1 -> Reading.of(BigDecimal.valueOf(random.nextInt(), 2));
            default -> Reading.of(BigDecimal.valueOf(random.nextInt(-30_000, 14_000), 2));
        };
    }

    private static Instant time(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Instant.EPOCH.plusSeconds(random.nextInt(100_000));
            case 1 -> TIME.plusSeconds(random.nextInt(1_000_000));
            default -> TIME.minusSeconds(random.nextInt(1_000_000));
        };
    }

    private static Screening at(Instant time, Optional<ClockCheck> clock) {
        return Screening.of(
                List.of(new Reported(time, new Reading("5"))), TemperatureUnit.CELSIUS, clock);
    }

    private static Screening screened(String value, TemperatureUnit unit) {
        return Screening.of(reported(value), unit, Optional.empty());
    }

    private static List<Reported> reported(String... values) {
        return List.of(values).stream()
                .map(value -> new Reported(TIME, new Reading(value)))
                .toList();
    }
}
