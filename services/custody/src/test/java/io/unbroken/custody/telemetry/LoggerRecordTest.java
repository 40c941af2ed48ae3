package io.unbroken.custody.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.loggerfile.DaySummary;
import io.unbroken.custody.telemetry.TelemetryBlock.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LoggerRecordTest {

    private static final String UUID = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final LoggerId LOGGER = new LoggerId("RCPJ00010");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Sample COLD = sample(NOON, "-150");

    @Test
    void a_blocks_id_is_a_uuid_in_lower_case_and_has_an_order() {
        var id = new BlockId(UUID);
        var later = new BlockId("1" + UUID.substring(1));

        assertThat(id).hasToString(UUID);
        assertThat(id).isLessThan(later);
        assertThat(later).isGreaterThan(id);
        for (String other : List.of("", "0F8FAD5B-D9CB-469F-A165-70867728950E", UUID + "0")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new BlockId(other));
        }
    }

    @Test
    void a_files_hash_is_64_digits_in_lower_case() {
        assertThat(new FileHash("e3".repeat(32))).hasToString("e3".repeat(32));
        for (String other : List.of("", "E3".repeat(32), "e3".repeat(33))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new FileHash(other));
        }
    }

    @Test
    void a_block_holds_1_to_240_samples() {
        assertThat(block(List.of(COLD)).samples()).containsExactly(COLD);
        assertThat(block(Collections.nCopies(240, COLD)).samples()).hasSize(240);
        for (int other : List.of(0, 241)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> block(Collections.nCopies(other, COLD)))
                    .withMessageContaining("found " + other);
        }
    }

    @Test
    void samples_stand_in_the_order_of_time_then_temperature_in_whole_milliseconds() {
        Sample warm = sample(NOON, "-120");
        Sample later = sample(NOON.plusMillis(1), "-150");

        assertThat(block(List.of(sample(NOON.plusNanos(1_999_999), "-150"), warm, COLD)).samples())
                .containsExactly(COLD, warm, later);
    }

    @Test
    void a_sample_is_of_a_time_that_a_clock_of_ours_can_show() {
        Sample first = sample(Event.EARLIEST, "-150");
        Sample last = sample(Event.LATEST, "-150");

        assertThat(block(List.of(last, first)).samples()).containsExactly(first, last);
        for (Instant other : List.of(Event.EARLIEST.minusMillis(1), Event.LATEST.plusMillis(1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> block(List.of(COLD, sample(other, "-150"))))
                    .withMessageContaining("found " + other);
        }
    }

    @Test
    void a_report_holds_days_of_four_years_and_an_offset_of_eighteen_hours_at_most() {
        for (int minutes : List.of(-1080, 0, 1080)) {
            assertThat(report(Optional.of(minutes), 1500).offsetMinutes()).contains(minutes);
        }
        assertThat(report(Optional.empty(), 0).days()).isEmpty();
        for (int other : List.of(-1081, 1081)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> report(Optional.of(other), 0))
                    .withMessageStartingWith("offsetMinutes:");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report(Optional.empty(), 1501))
                .withMessageContaining("found 1501");
    }

    private static TelemetryBlock block(List<Sample> samples) {
        return new TelemetryBlock(new BlockId(UUID), LOGGER, Source.LIVE, samples);
    }

    private static Sample sample(Instant time, String celsius) {
        return new Sample(time, Celsius.parse(celsius));
    }

    private static DeviceReport report(Optional<Integer> offsetMinutes, int days) {
        var day =
                new DaySummary(
                        LocalDate.parse("2026-03-02"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Duration.ZERO,
                        Duration.ZERO);
        return new DeviceReport(
                new BlockId(UUID),
                LOGGER,
                new FileHash("e3".repeat(32)),
                offsetMinutes,
                Optional.empty(),
                Collections.nCopies(days, day));
    }
}
