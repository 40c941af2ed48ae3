package io.unbroken.custody.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.ClockCheck;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Condition.DeviceState;
import io.unbroken.custody.sensing.Condition.LidState;
import io.unbroken.custody.sensing.Condition.Quantity;
import io.unbroken.custody.sensing.Mark;
import io.unbroken.custody.sensing.MarkedSample;
import io.unbroken.custody.sensing.Reading;
import io.unbroken.custody.sensing.Reported;
import io.unbroken.custody.sensing.TemperatureUnit;
import io.unbroken.custody.telemetry.TelemetryBlock.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggerRecordsTest {

    private static final BlockId ID = new BlockId("0f8fad5b-d9cb-469f-a165-70867728950e");
    private static final LoggerId LOGGER = new LoggerId("RCPJ00010");
    private static final Instant TIME = Instant.parse("2026-03-01T23:59:00Z");

    @Test
    void what_is_marked_is_no_sample_and_has_its_day_unless_its_time_is_not_known() {
        TelemetryBlock block =
                TelemetryBlock.of(
                        ID,
                        LOGGER,
                        Source.LIVE,
                        List.of(
                                reported(TIME, "5"),
                                reported(TIME.plusSeconds(60), "-999"),
                                reported(Instant.EPOCH, "5")),
                        Optional.empty(),
                        TemperatureUnit.CELSIUS);

        assertThat(block.samples()).containsExactly(new Sample(TIME, Celsius.parse("5")));
        assertThat(block.marked())
                .extracting(MarkedSample::mark)
                .containsExactly(Mark.CLOCK_RESET, Mark.BEYOND_SENSOR);
        assertThat(block.dates())
                .containsExactlyInAnyOrder(
                        LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-02"));
    }

    @Test
    void a_block_may_hold_marked_samples_alone() {
        TelemetryBlock block =
                TelemetryBlock.of(
                        ID,
                        LOGGER,
                        Source.LIVE,
                        List.of(reported(TIME, "E02")),
                        Optional.empty(),
                        TemperatureUnit.CELSIUS);

        assertThat(block.samples()).isEmpty();
        assertThat(block.times()).containsExactly(TIME);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TelemetryBlock(ID, LOGGER, Source.LIVE, List.of()));
    }

    @Test
    void a_block_that_somebody_else_sorted_is_sorted_again_with_its_raw_times() {
        var clock = new ClockCheck(TIME, Optional.of(TIME.plusSeconds(7200)));
        var fault = new MarkedSample(TIME, new Reading("E02"), Mark.SENSOR_FAULT);
        var unsorted =
                new TelemetryBlock(
                        ID,
                        LOGGER,
                        Source.LIVE,
                        List.of(
                                new Sample(TIME, Celsius.parse("200")),
                                new Sample(TIME, Celsius.parse("5")),
                                new Sample(TIME.plusSeconds(3600), Celsius.parse("5"))),
                        List.of(fault),
                        Optional.of(clock),
                        TemperatureUnit.FAHRENHEIT);

        TelemetryBlock sorted = unsorted.screened();

        assertThat(sorted.samples()).containsExactly(new Sample(TIME, Celsius.parse("5")));
        assertThat(sorted.marked())
                .containsExactlyInAnyOrder(
                        fault,
                        new MarkedSample(TIME, new Reading("200.00"), Mark.BEYOND_SENSOR),
                        new MarkedSample(
                                TIME.plusSeconds(3600), new Reading("5.00"), Mark.CLOCK_AHEAD));
        assertThat(sorted.screened()).isEqualTo(sorted);
    }

    @Test
    void conditions_in_any_order_are_one_block() {
        List<Condition> conditions =
                new java.util.ArrayList<>(
                        List.of(
                                new Condition.Tilt(TIME, 125),
                                new Condition.Shock(TIME, 250),
                                new Condition.Light(TIME, 12),
                                new Condition.Lid(TIME, LidState.OPEN),
                                new Condition.Position(TIME, 47_376_900, 8_541_700, 30),
                                new Condition.Battery(TIME.minusSeconds(60), 88),
                                new Condition.Nitrogen(TIME, 71),
                                new Condition.Device(TIME, DeviceState.STOPPED, Optional.empty()),
                                new Condition.Marked(
                                        Instant.EPOCH,
                                        Quantity.TILT,
                                        new Reading("999"),
                                        Mark.CLOCK_RESET)));
        ConditionBlock one = block(conditions);
        Collections.reverse(conditions);

        assertThat(block(conditions)).isEqualTo(one);
        assertThat(one.conditions().get(1)).isInstanceOf(Condition.Battery.class);
        assertThat(one.dates()).containsExactly(LocalDate.parse("2026-03-01"));
    }

    @ParameterizedTest
    @CsvSource({"-1, tilt", "1801, tilt"})
    void a_value_out_of_its_bounds_names_itself(int tenths, String field) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Condition.Tilt(TIME, tenths))
                .withMessageStartingWith(field + ": ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Condition.Position(TIME, 90_000_001, 0, 0))
                .withMessageStartingWith("latitude: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Condition.Battery(TIME, 101))
                .withMessageStartingWith("battery: ");
    }

    private static ConditionBlock block(List<Condition> conditions) {
        return new ConditionBlock(ID, LOGGER, Source.LIVE, conditions, Optional.empty());
    }

    private static Reported reported(Instant time, String reading) {
        return new Reported(time, new Reading(reading));
    }
}
