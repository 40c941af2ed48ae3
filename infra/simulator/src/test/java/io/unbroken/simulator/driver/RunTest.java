package io.unbroken.simulator.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.simulator.driver.FakePlatform.Fault;
import io.unbroken.simulator.script.JourneyPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RunTest {

    private static final Instant START = Instant.parse("2026-09-01T06:00:00Z");
    private static final int JOURNEYS = 24;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final StopSignal stop = new StopSignal();

    @Test
    void everything_acknowledged_is_in_the_histories_once_also_if_sent_twice() throws IOException {
        try (var platform = new FakePlatform(Fault.NONE)) {
            Summary summary = run(platform);

            assertThat(summary.agrees()).as(told()).isTrue();
            assertThat(summary.completed()).isEqualTo(JOURNEYS);
            assertThat(summary.sealed()).isEqualTo(summary.eventsSent());
            assertThat(summary.samplesSent()).isGreaterThan(1000 * JOURNEYS);
            assertThat(summary.findings()).containsEntry("HANDOFF_OPEN", JOURNEYS);
            int enrolments = 2 * JOURNEYS;
            assertThat(platform.posted()).isGreaterThan(summary.eventsSent() - enrolments);
        }
    }

    @Test
    void what_is_answered_with_try_again_is_sent_again() throws IOException {
        try (var platform = new FakePlatform(Fault.AWAY_NOW_AND_THEN);
                var sender = new Sender(stop)) {
            Summary summary = run(platform, sender, 2);

            assertThat(summary.agrees()).as(told()).isTrue();
            assertThat(sender.retries()).isPositive();
        }
    }

    @Test
    void a_token_that_ended_is_renewed() throws IOException {
        try (var platform = new FakePlatform(Fault.TOKENS_END)) {
            Summary summary = run(platform);

            assertThat(summary.agrees()).as(told()).isTrue();
            assertThat(platform.tokens()).isGreaterThan(8);
        }
    }

    @Test
    void a_lost_event_is_found() throws IOException {
        try (var platform = new FakePlatform(Fault.LOSES_ONE)) {
            Summary summary = run(platform);

            assertThat(summary.agrees()).isFalse();
            assertThat(summary.completed()).isEqualTo(JOURNEYS - 1);
            assertThat(told()).contains("missing in the history");
        }
    }

    @Test
    void an_event_that_is_never_sealed_is_found() throws IOException {
        try (var platform = new FakePlatform(Fault.SEALS_NOT_ALL)) {
            Summary summary = run(platform);

            assertThat(summary.agrees()).isFalse();
            assertThat(summary.sealed()).isEqualTo(summary.eventsSent() - 1);
            assertThat(told()).contains("1 events and blocks are not sealed");
        }
    }

    @Test
    void a_refused_event_ends_its_journey_and_is_told() throws IOException {
        try (var platform = new FakePlatform(Fault.REFUSES_ONE)) {
            Summary summary = run(platform);

            assertThat(summary.completed()).isEqualTo(JOURNEYS - 1);
            assertThat(summary.eventsSent()).isEqualTo(summary.eventsInHistories());
            assertThat(summary.agrees()).isFalse();
            assertThat(told()).contains("400");
        }
    }

    @Test
    void a_run_that_is_stopped_ends_without_a_summary() throws Exception {
        try (var platform = new FakePlatform(Fault.NONE);
                var sender = new Sender(stop);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Pace pace = Pace.of(1, START, InstantSource.system(), stop);
            var running = threads.submit(() -> run(platform, sender, pace).play(plans(3)));

            stop.raise();

            assertThat(running.get()).isEmpty();
        }
    }

    @Test
    void the_summary_is_one_line_of_json() {
        var findings = new TreeMap<>(Map.of("GAP", 2));
        var summary = new Summary(1, 1, 60, 60, 60, 0, 2000, 2000, findings, 1.5);

        assertThat(summary.json())
                .isEqualTo(
                        "{\"journeys\":1,\"completed\":1,\"eventsSent\":60,\"eventsInHistories\":60,\"sealed\":60,\"quarantined\":0,"
                                + "\"samplesSent\":2000,\"samplesInHistories\":2000,\"findings\":{\"GAP\":2},\"seconds\":1.5}");
    }

    @Test
    void load_reports_what_was_acknowledged_and_seen() throws IOException {
        try (var platform = new FakePlatform(Fault.NONE);
                var sender = new Sender(stop)) {
            var load =
                    new Load(
                            new Api(sender, platform.addresses(), platform.credentials()),
                            stop,
                            InstantSource.system(),
                            out());

            Load.Result result = load.run(42, 200, Duration.ofSeconds(1));

            assertThat(result.agrees()).isTrue();
            assertThat(result.eventsSent()).isGreaterThan(200);
            assertThat(result.visible().millis()).isNotEmpty();
            assertThat(result.json()).startsWith("{\"rate\":200").doesNotContain("\n");
        }
    }

    private Summary run(FakePlatform platform) {
        try (var sender = new Sender(stop)) {
            return run(platform, sender, JOURNEYS);
        }
    }

    private Summary run(FakePlatform platform, Sender sender, int journeys) {
        return run(platform, sender, Pace.fastest(stop)).play(plans(journeys)).orElseThrow();
    }

    private Run run(FakePlatform platform, Sender sender, Pace pace) {
        return new Run(
                new Api(sender, platform.addresses(), platform.credentials()),
                pace,
                stop,
                out(),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                Duration.ofSeconds(1));
    }

    private static List<JourneyPlan> plans(int journeys) {
        return JourneyPlan.of(42, START, journeys, List.of());
    }

    private String told() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream out() {
        return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    }
}
