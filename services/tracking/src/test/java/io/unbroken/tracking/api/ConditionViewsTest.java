package io.unbroken.tracking.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.ClockCheck;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Mark;
import io.unbroken.custody.sensing.MarkedSample;
import io.unbroken.custody.sensing.Reading;
import io.unbroken.custody.sensing.TemperatureUnit;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.TelemetryBlock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConditionViewsTest {

    private static final LoggerId LOGGER = new LoggerId("LOG-1");
    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant AFTERNOON = Instant.parse("2026-03-02T14:00:00Z");
    private static final Instant RESET = Instant.parse("1970-01-01T00:05:00Z");

    /// From the morning until noon.
    private static final LoggerAssignment LEG =
            new LoggerAssignment(
                    LOGGER,
                    MORNING,
                    Optional.of(MORNING.plus(Duration.ofHours(4))),
                    ThermalRule.exact(
                            TemperatureRange.atMost(new Celsius(800)), Duration.ofHours(1)));

    @Test
    void what_the_logger_told_when_it_was_with_another_journey_is_not_shown_with_this_one() {
        var view =
                ConditionViews.view(
                        LEG,
                        MORNING,
                        List.of(
                                block(1, MORNING),
                                block(2, AFTERNOON),
                                shocks(3, MORNING),
                                shocks(4, AFTERNOON)));

        assertThat(view.marked().total()).isEqualTo(3);
        assertThat(view.marked().items())
                .extracting(ConditionViews.MarkedReadingView::time)
                .containsExactly(RESET, RESET, MORNING.plusSeconds(60));
        assertThat(view.clocks())
                .extracting(ConditionViews.ClockView::readAt)
                .containsExactly(
                        MORNING.plus(Duration.ofHours(1)), MORNING.plus(Duration.ofHours(2)));
        assertThat(view.series())
                .singleElement()
                .extracting(ConditionViews.SeriesView::total)
                .isEqualTo(1);
    }

    @Test
    void of_a_block_that_spans_two_journeys_the_clock_is_shown_with_both() {
        TelemetryBlock spans =
                new TelemetryBlock(
                        id(1),
                        LOGGER,
                        TelemetryBlock.Source.FILE,
                        List.of(sample(MORNING), sample(AFTERNOON)),
                        List.of(marked(AFTERNOON, Mark.SENSOR_FAULT)),
                        Optional.of(wrong(AFTERNOON.plus(Duration.ofHours(1)))),
                        TemperatureUnit.CELSIUS);

        var view = ConditionViews.view(LEG, MORNING, List.of(spans));

        assertThat(view.clocks()).hasSize(1);
        assertThat(view.marked().total()).isZero();
    }

    /// Two readings that cannot be, of one it is not known when it was; read an hour later, by a wrong clock.
    private static TelemetryBlock block(int number, Instant from) {
        return new TelemetryBlock(
                id(number),
                LOGGER,
                TelemetryBlock.Source.LIVE,
                List.of(sample(from)),
                List.of(
                        marked(from.plusSeconds(60), Mark.SENSOR_FAULT),
                        marked(RESET, Mark.CLOCK_RESET)),
                Optional.of(wrong(from.plus(Duration.ofHours(1)))),
                TemperatureUnit.CELSIUS);
    }

    private static ConditionBlock shocks(int number, Instant from) {
        return new ConditionBlock(
                id(number),
                LOGGER,
                TelemetryBlock.Source.LIVE,
                List.of(
                        new Condition.Shock(from.plusSeconds(120), 300),
                        new Condition.Marked(
                                RESET,
                                Condition.Quantity.SHOCK,
                                new Reading("9"),
                                Mark.CLOCK_RESET)),
                Optional.of(wrong(from.plus(Duration.ofHours(2)))));
    }

    private static Sample sample(Instant time) {
        return new Sample(time, new Celsius(500));
    }

    private static MarkedSample marked(Instant time, Mark mark) {
        return new MarkedSample(time, new Reading("ERR"), mark);
    }

    private static ClockCheck wrong(Instant readAt) {
        return new ClockCheck(readAt, Optional.of(readAt.plus(Duration.ofMinutes(7))));
    }

    private static BlockId id(int number) {
        return new BlockId("0f8fad5b-d9cb-469f-a165-%012d".formatted(number));
    }
}
