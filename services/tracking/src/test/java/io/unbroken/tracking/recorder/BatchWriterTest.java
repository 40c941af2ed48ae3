package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.JourneyWriter.Reason;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.Knowledge;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a batch gives beside documents: statuses, what listeners hear, and what is put aside.
final class BatchWriterTest {

    private static final CoiId FIRST = ToyWorld.coi(1);
    private static final CoiId SECOND = ToyWorld.coi(2);
    private static final String RUN = "run-1";

    private final ToyLog log = new ToyLog();
    private final SimulatedLog.Eyes eyes = log.eyes();
    private Instant now = ToyWorld.START;
    private final InstantSource clock = () -> now;
    private final MemoryStore store = new MemoryStore(clock);
    private final Ears ears = new Ears();
    private final List<JourneyStatus> published = new ArrayList<>();
    private final Deque<Runnable> afterPublishing = new ArrayDeque<>();
    private final BatchWriter writer = writer(store);

    @Test
    void a_batch_returns_and_tells_of_all_that_it_put_aside() {
        write("-1 101 7 1");
        eyes.keys = SimulatedLog.REVOCATION;
        List<LogRecord> records = new ArrayList<>(log.events("1 102 8 2", "! rubbish"));
        records.addAll(log.readings(fullDay()));

        List<QuarantinedRecord> aside =
                writer.write(writer.sort(records), records, Reason.EVENTS, RUN);

        assertThat(aside)
                .extracting(QuarantinedRecord::reason)
                .containsExactlyInAnyOrder("MALFORMED", "BUCKET_FULL", "KEY_REVOKED");
        assertThat(store.quarantined().values()).containsExactlyInAnyOrderElementsOf(aside);
        assertThat(ears.aside).containsExactlyInAnyOrderElementsOf(aside);
        assertThat(ears.applied).containsAll(records);
        assertThat(ears.journeys).contains(ListedJourney.of(journey(FIRST)));
    }

    @Test
    void an_unchanged_journey_is_published_too() {
        write("1 101 7 1");
        published.clear();

        write("1 101 7 1");

        assertThat(published)
                .extracting(JourneyStatus::version)
                .containsExactly(journey(FIRST).version());
    }

    @Test
    void readings_that_change_a_history_let_its_journey_be_written() {
        write("1 101 7 1 L0-x 0 open");
        long before = journey(FIRST).version();

        List<LogRecord> records = log.readings("L0-x 10 700");
        writer.write(writer.sort(records), records, Reason.EVENTS, RUN);

        assertThat(journey(FIRST).version()).isGreaterThan(before);
        assertThat(ears.readings).hasSize(1);
    }

    @Test
    void who_published_after_a_newer_version_was_written_publishes_that_one_last() {
        BatchWriter silent =
                new BatchWriter(
                        store, eyes, log.model(), _ -> {}, new Ears(), clock, World.TELEMETRY);
        afterPublishing.add(() -> {
            List<LogRecord> records = log.events("1 102 8 2");
            silent.write(silent.sort(records), records, Reason.EVENTS, RUN);
        });

        write("1 101 7 1");

        assertThat(published).hasSize(2);
        assertThat(published.getLast().version()).isEqualTo(journey(FIRST).version());
        assertThat(published.getLast().basis()).isNotEqualTo(published.getFirst().basis());
    }

    @Test
    void who_published_the_newest_version_publishes_it_once() {
        write("1 101 7 1", "2 201 7 1");

        assertThat(published)
                .extracting(JourneyStatus::coi)
                .containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void nothing_is_published_of_a_namespace_that_is_not_in_force() {
        var former =
                new ForwardingStore(store) {
                    @Override
                    public boolean inForce() {
                        return false;
                    }
                };
        List<LogRecord> records = log.events("1 101 7 1");
        BatchWriter late = writer(former);

        late.write(late.sort(records), records, Reason.EVENTS, RUN);

        assertThat(published).isEmpty();
    }

    @Test
    void journeys_that_are_derived_again_are_published_then_done_and_told_of() {
        write("-1 101 7 1", "1 102 8 2");
        eyes.keys = SimulatedLog.REVOCATION;
        published.clear();
        ears.clear();
        var knownWhenPublished = new ArrayList<Knowledge>();
        afterPublishing.add(() -> knownWhenPublished.add(journey(FIRST).known()));

        writer.deriveAgain(Set.of(FIRST), RUN);

        assertThat(published).extracting(JourneyStatus::coi).containsExactly(FIRST);
        assertThat(knownWhenPublished).containsExactly(Knowledge.NONE);
        assertThat(journey(FIRST).known()).isEqualTo(new Knowledge(SimulatedLog.REVOCATION, 0));
        assertThat(ears.journeys).extracting(ListedJourney::coi).containsExactly(FIRST);
        assertThat(ears.aside).extracting(QuarantinedRecord::reason).containsExactly("KEY_REVOKED");
    }

    @Test
    void journeys_that_are_derived_again_with_nothing_put_aside_tell_of_no_batch() {
        write("1 101 7 1");
        ears.clear();
        eyes.keys = SimulatedLog.KEY;

        writer.deriveAgain(Set.of(FIRST), RUN);

        assertThat(ears.batches).isZero();
    }

    @Test
    void a_renewed_journey_is_published_in_a_newer_version() {
        write("1 101 7 1", "2 201 7 1");
        published.clear();
        long before = journey(FIRST).version();

        new Renewal(store, eyes, log.model(), this::publish, clock)
                .of(List.of(FIRST, ToyWorld.coi(3)));

        assertThat(journey(FIRST).version()).isGreaterThan(before);
        assertThat(published)
                .extracting(JourneyStatus::coi, JourneyStatus::version)
                .containsExactly(tuple(FIRST, journey(FIRST).version()));
        assertThat(store.journeys).containsOnlyKeys(FIRST, SECOND);
    }

    private static String fullDay() {
        return "L0-x 0 " + "0".repeat(Rederivation.MOST_BYTES) + "500";
    }

    private void write(String... events) {
        List<LogRecord> records = log.events(events);
        assertThat(writer.write(writer.sort(records), records, Reason.EVENTS, RUN)).isEmpty();
    }

    private BatchWriter writer(Store through) {
        return new BatchWriter(
                through, eyes, log.model(), this::publish, ears, clock, World.TELEMETRY);
    }

    private void publish(Collection<JourneyStatus> statuses) {
        published.addAll(statuses);
        if (!afterPublishing.isEmpty()) {
            afterPublishing.remove().run();
        }
    }

    private JourneyDocument journey(CoiId coi) {
        Map<CoiId, JourneyDocument> found = store.journeys(Set.of(coi));
        return found.values().iterator().next();
    }

    private static final class Ears implements Changes {
        final List<ListedJourney> journeys = new ArrayList<>();
        final List<LiveReading> readings = new ArrayList<>();
        final List<LogRecord> applied = new ArrayList<>();
        final List<QuarantinedRecord> aside = new ArrayList<>();
        int batches;

        void clear() {
            journeys.clear();
            readings.clear();
            applied.clear();
            aside.clear();
            batches = 0;
        }

        @Override
        public void journeys(Collection<ListedJourney> written) {
            journeys.addAll(written);
        }

        @Override
        public void readings(Collection<LiveReading> newest) {
            readings.addAll(newest);
        }

        @Override
        public void applied(List<LogRecord> records, Collection<QuarantinedRecord> quarantined) {
            batches++;
            applied.addAll(records);
            aside.addAll(quarantined);
        }
    }
}
