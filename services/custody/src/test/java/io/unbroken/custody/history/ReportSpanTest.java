package io.unbroken.custody.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.loggerfile.DaySummary;
import io.unbroken.custody.loggerfile.DeviceResults;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.FileHash;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Of which time a device's report speaks, by what it says of it.
final class ReportSpanTest {

    private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant STOP = Instant.parse("2026-03-04T06:00:00Z");

    @Test
    void a_report_with_start_and_stop_speaks_of_the_time_between_them() {
        ReportRun run = run(results(Optional.of(STOP)), "2026-02-01").orElseThrow();

        assertThat(run).isEqualTo(new ReportRun(START, STOP));
        assertThat(run.firstDay()).isEqualTo(LocalDate.parse("2026-03-02"));
        assertThat(run.lastDay()).isEqualTo(LocalDate.parse("2026-03-04"));
        assertThat(run.contains(START)).isTrue();
        assertThat(run.contains(STOP)).isTrue();
        assertThat(run.contains(START.minusNanos(1))).isFalse();
        assertThat(run.contains(STOP.plusNanos(1))).isFalse();
    }

    @Test
    void a_report_without_stop_speaks_until_its_last_day_anywhere_or_the_day_of_its_start() {
        assertThat(run(results(Optional.empty()), "2026-03-03", "2026-03-02"))
                .contains(new ReportRun(START, Instant.parse("2026-03-04T23:59:59.999999999Z")));
        assertThat(run(results(Optional.empty())))
                .contains(new ReportRun(START, Instant.parse("2026-03-02T23:59:59.999999999Z")));
    }

    @Test
    void a_report_of_days_alone_speaks_of_them_in_every_zone() {
        assertThat(run(Optional.empty(), "2026-03-03", "2026-03-02"))
                .contains(
                        new ReportRun(
                                Instant.parse("2026-03-01T00:00:00Z"),
                                Instant.parse("2026-03-04T23:59:59.999999999Z")));
    }

    @Test
    void a_report_of_no_time_speaks_of_none() {
        assertThat(run(Optional.empty())).isEmpty();
    }

    private static Optional<DeviceResults> results(Optional<Instant> stop) {
        return Optional.of(
                new DeviceResults(
                        START,
                        stop,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static Optional<ReportRun> run(Optional<DeviceResults> results, String... days) {
        return ReportRun.of(
                new DeviceReport(
                        new BlockId("00000000-0000-4000-8000-000000000077"),
                        new LoggerId("LOG-BOX"),
                        new FileHash("a".repeat(64)),
                        Optional.empty(),
                        results,
                        Stream.of(days).map(ReportSpanTest::day).toList()));
    }

    private static DaySummary day(String date) {
        return new DaySummary(
                LocalDate.parse(date),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Duration.ZERO,
                Duration.ZERO);
    }
}
