package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.QuarantinedRecord;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What feeds, alerts and metrics are told.
final class ChangesTest {

    private static final CoiId FIRST = ToyWorld.coi(1);
    private static final LoggerId LOGGER = new LoggerId("L0-x");

    private final ToyWorld world = new ToyWorld();
    private final Ears ears = new Ears();
    private final Recorder recorder =
            new Recorder(
                    new MemoryLog(world.records(), _ -> true, new Random(1)),
                    new MemoryStore(InstantSource.fixed(ToyWorld.START)),
                    world,
                    world,
                    _ -> {},
                    ears,
                    InstantSource.fixed(ToyWorld.START),
                    ToyWorld.TELEMETRY);

    @Test
    void a_written_journey_is_told_of_and_an_unchanged_one_is_not() {
        event("1 101 7 1");
        record();
        assertThat(ears.journeys).containsExactly(FIRST);

        event("1 101 7 1");
        record();

        assertThat(ears.journeys).containsExactly(FIRST);
        assertThat(ears.applied).hasSize(2);
    }

    @Test
    void the_newest_reading_of_a_logger_that_is_with_cells_is_told_of() {
        event("1 101 7 1 L0-x 0 open");
        record();

        reading("L0-x 10 500 510");
        reading("L0-x 5 480");
        record();

        assertThat(ears.readings).isNotEmpty();
        assertThat(ears.readings.getLast())
                .isEqualTo(
                        new LiveReading(
                                FIRST,
                                LOGGER,
                                ToyWorld.START,
                                new Sample(ToyWorld.START.plusSeconds(60 * 13), new Celsius(510)),
                                true));
    }

    @Test
    void
            a_reading_out_of_range_is_told_of_as_such_and_one_of_a_logger_that_is_with_nothing_not_at_all() {
        event("1 101 7 1 L0-x 0 open");
        record();

        reading("L0-x 10 700");
        reading("L1-x 10 500");
        record();

        assertThat(ears.readings)
                .singleElement()
                .satisfies(live -> {
                    assertThat(live.logger()).isEqualTo(LOGGER);
                    assertThat(live.inRange()).isFalse();
                });
    }

    @Test
    void all_records_are_told_of_once_they_are_applied_and_what_was_put_aside_with_them() {
        event("1 101 7 1");
        event("! rubbish");
        reading("! rubbish");
        event("?1 102 7 2");
        record();

        assertThat(ears.applied).hasSize(4);
        assertThat(ears.quarantined)
                .extracting(QuarantinedRecord::reason)
                .containsExactlyInAnyOrder("MALFORMED", "MALFORMED", "UNKNOWN_KEY");

        world.keyArrives();
        record();

        assertThat(ears.applied).hasSize(5);
        assertThat(ears.journeys).containsOnly(FIRST);
    }

    private void event(String text) {
        world.write("events", 0, text);
    }

    private void reading(String text) {
        world.write(ToyWorld.TELEMETRY, 0, text);
    }

    private void record() {
        int idle = 0;
        while (idle < 10) {
            Recorder.Step step = recorder.step();
            assertThat(step).isNotInstanceOf(Recorder.Step.Failed.class);
            idle = step instanceof Recorder.Step.Idle ? idle + 1 : 0;
        }
    }

    private static final class Ears implements Changes {
        private final List<CoiId> journeys = new ArrayList<>();
        private final List<LiveReading> readings = new ArrayList<>();
        private final List<LogRecord> applied = new ArrayList<>();
        private final List<QuarantinedRecord> quarantined = new ArrayList<>();

        @Override
        public void journeys(Collection<ListedJourney> written) {
            written.forEach(each -> journeys.add(each.coi()));
        }

        @Override
        public void readings(Collection<LiveReading> newest) {
            readings.addAll(newest);
        }

        @Override
        public void applied(List<LogRecord> records, Collection<QuarantinedRecord> aside) {
            applied.addAll(records);
            quarantined.addAll(aside);
        }
    }
}
