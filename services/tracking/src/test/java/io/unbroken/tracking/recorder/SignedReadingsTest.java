package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.Standing;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Mark;
import io.unbroken.custody.sensing.MarkedSample;
import io.unbroken.custody.sensing.Reading;
import io.unbroken.custody.sensing.TemperatureUnit;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignedReadingsTest {

    private static final BlockId ID = new BlockId("0f8fad5b-d9cb-469f-a165-70867728950e");
    private static final LoggerId LOGGER = new LoggerId("LG-1");
    private static final Instant TIME = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void conditions_are_kept_under_their_days() {
        SignedReadings said =
                said(
                        new ConditionBlock(
                                ID,
                                LOGGER,
                                TelemetryBlock.Source.LIVE,
                                List.of(new Condition.Tilt(TIME, 400)),
                                Optional.empty()));

        assertThat(said.days()).containsExactly(LocalDate.parse("2026-03-01"));
        assertThat(said.samples()).isEmpty();
    }

    @Test
    void what_is_marked_is_kept_under_its_day_or_where_no_day_is_known() {
        assertThat(said(marked(TIME, Mark.SENSOR_FAULT)).days())
                .containsExactly(LocalDate.parse("2026-03-01"));
        assertThat(said(marked(TIME, Mark.CLOCK_AHEAD)).days())
                .containsExactly(SignedReadings.REPORTS);
        assertThat(said(marked(TIME, Mark.SENSOR_FAULT)).samples()).isEmpty();
    }

    private static SignedReadings said(LoggerRecord record) {
        return new SignedReadings(record, "statement", Standing.SOUND);
    }

    private static TelemetryBlock marked(Instant time, Mark mark) {
        return new TelemetryBlock(
                ID,
                LOGGER,
                TelemetryBlock.Source.LIVE,
                List.of(),
                List.of(new MarkedSample(time, new Reading("E02"), mark)),
                Optional.empty(),
                TemperatureUnit.CELSIUS);
    }
}
