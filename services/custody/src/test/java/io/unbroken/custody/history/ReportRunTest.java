package io.unbroken.custody.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.loggerfile.DeviceExtreme;
import io.unbroken.custody.loggerfile.DeviceResults;
import io.unbroken.custody.loggerfile.PrintedTemperature;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.FileHash;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReportRunTest {

    private final Journeys journey = Journeys.wholeWay();
    private final Readings ridden =
            journey.readings().getOrDefault(Journeys.WARM_LOGGER, Readings.none());
    private final Instant begin = ridden.samples().getFirst().time();
    private final Instant end = ridden.samples().getLast().time();

    @Test
    void a_report_is_compared_with_the_readings_of_its_own_run_alone() {
        // given a report that agrees with its run, and a warmer ride of the same logger that day
        DeviceReport report = report(begin, end);
        Readings before =
                Readings.of(List.of(new Sample(begin.minus(Duration.ofHours(1)), celsius("30.0"))));

        // when
        History alone = derive(ridden, report);
        History amongOthers = derive(ridden.union(before), report);

        // then
        assertThat(codes(alone)).doesNotContain(FindingCode.DEVICE_RESULT_DIFFERS);
        assertThat(amongOthers.canonical()).isEqualTo(alone.canonical());
    }

    @Test
    void a_report_of_another_ride_changes_nothing() {
        // given
        DeviceReport other = report(begin.minus(Duration.ofDays(9)), end.minus(Duration.ofDays(9)));
        Readings theirs =
                Readings.of(List.of(new Sample(begin.minus(Duration.ofDays(9)), celsius("30.0"))));

        // when
        History history = derive(ridden.union(theirs), other);

        // then
        assertThat(history.canonical()).isEqualTo(journey.history().canonical());
    }

    @Test
    void a_report_that_differs_from_its_run_is_found() {
        // given
        Readings warmer = ridden.union(Readings.of(List.of(new Sample(begin, celsius("7.9")))));

        // when
        History history = derive(warmer, report(begin, end));

        // then
        assertThat(codes(history)).contains(FindingCode.DEVICE_RESULT_DIFFERS);
    }

    @Test
    void a_run_that_ends_before_it_begins_is_none() {
        assertThat(ReportRun.of(report(end, begin))).isEmpty();
    }

    private History derive(Readings warm, DeviceReport report) {
        Map<LoggerId, Readings> readings = new HashMap<>(journey.readings());
        readings.put(Journeys.WARM_LOGGER, warm);
        return History.derive(
                Journeys.COI, journey.events(), SyntheticProfiles.all(), readings, List.of(report));
    }

    private DeviceReport report(Instant start, Instant stop) {
        var warmest =
                ridden.samples().stream()
                        .map(Sample::temperature)
                        .max(Celsius::compareTo)
                        .orElseThrow();
        return new DeviceReport(
                new BlockId("00000000-0000-4000-8000-000000000077"),
                Journeys.WARM_LOGGER,
                new FileHash("a".repeat(64)),
                Optional.empty(),
                Optional.of(
                        new DeviceResults(
                                start,
                                Optional.of(stop),
                                Optional.empty(),
                                Optional.of(
                                        new DeviceExtreme(
                                                new PrintedTemperature(warmest, 1), start)),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                List.of());
    }

    private static List<FindingCode> codes(History history) {
        return history.findings().stream().map(Finding::code).toList();
    }

    private static Celsius celsius(String text) {
        return Celsius.parse(text);
    }
}
