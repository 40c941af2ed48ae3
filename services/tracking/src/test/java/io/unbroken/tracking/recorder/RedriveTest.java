package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.JourneyWriter.Reason;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Retriable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// When what was put aside is tried again, and what becomes of it.
final class RedriveTest {

    private static final CoiId FIRST = ToyWorld.coi(1);
    private static final String RUN = "run-1";
    private static final Set<LogPartition> MINE = Set.of(new LogPartition(ToyLog.EVENTS, 0));

    private final ToyLog log = new ToyLog();
    private final SimulatedLog.Eyes eyes = log.eyes();
    private Instant now = ToyWorld.START;
    private final InstantSource clock = () -> now;
    private final MemoryStore memory = new MemoryStore(clock);
    private final Watched store = new Watched(memory);
    private final BatchWriter writer =
            new BatchWriter(store, eyes, log.model(), _ -> {}, new Deaf(), clock, World.TELEMETRY);
    private final Redrive redrive = new Redrive(store, eyes, writer, clock);

    @Test
    void what_is_still_unreadable_stays_as_it_is() {
        write("?1 101 7 1");
        store.quarantined = 0;

        redrive.some(MINE, RUN);

        assertThat(store.quarantined).isZero();
        assertThat(memory.quarantined()).hasSize(1);
        assertThat(memory.journeys).isEmpty();
    }

    @Test
    void what_is_unreadable_for_another_reason_now_says_so() {
        List<LogRecord> records = log.events("?1 101 7 1");
        store.quarantine(
                List.of(
                        new QuarantinedRecord(
                                records.getFirst(), "UNKNOWN_SCHEMA", "Unknown.", true)));

        redrive.some(MINE, RUN);

        assertThat(memory.quarantined().values())
                .extracting(QuarantinedRecord::reason)
                .containsExactly("UNKNOWN_KEY");
    }

    @Test
    void when_its_key_comes_it_is_applied_and_released() {
        write("?1 101 7 1", "!");
        redrive.some(MINE, RUN);
        eyes.keys = SimulatedLog.KEY;

        redrive.some(MINE, RUN);

        assertThat(memory.journeys).containsOnlyKeys(FIRST);
        assertThat(memory.quarantined().values())
                .extracting(QuarantinedRecord::reason)
                .containsExactly("MALFORMED");
    }

    @Test
    void what_was_released_in_an_earlier_run_and_is_unreadable_again_is_put_back() {
        write("-1 101 7 1");
        LogRecord record = log.records().getOrDefault(MINE.iterator().next(), List.of()).getFirst();
        store.quarantine(
                List.of(new QuarantinedRecord(record, "KEY_REVOKED", "Its key is revoked.", true)));
        store.release(List.of(record.position()), "run-0");
        assertThat(memory.quarantined()).isEmpty();
        eyes.keys = SimulatedLog.REVOCATION;

        redrive.some(MINE, RUN);

        assertThat(memory.quarantined().values())
                .extracting(QuarantinedRecord::reason)
                .containsExactly("KEY_REVOKED");
    }

    @Test
    void what_its_journey_has_no_room_for_stays_in_quarantine() {
        write("?1 101 " + "0".repeat(Rederivation.MOST_BYTES) + "7 1");
        eyes.keys = SimulatedLog.KEY;

        redrive.some(MINE, RUN);

        assertThat(memory.quarantined().values())
                .extracting(QuarantinedRecord::reason)
                .containsExactly("JOURNEY_FULL");
    }

    @Test
    void without_a_key_all_is_tried_each_minute() {
        write("?1 101 7 1");
        redrive.some(MINE, RUN);
        store.walks.clear();

        now = now.plus(Redrive.EVERY).minusMillis(1);
        redrive.some(MINE, RUN);
        assertThat(store.walks).isEmpty();
        now = now.plusMillis(1);
        redrive.some(MINE, RUN);
        redrive.some(MINE, RUN);
        assertThat(store.walks).hasSize(1);

        redrive.beginAnew();
        redrive.some(MINE, RUN);
        assertThat(store.walks).hasSize(2);
    }

    @Test
    void without_a_partition_nothing_is_tried() {
        redrive.some(Set.of(), RUN);

        assertThat(store.walks).isEmpty();
    }

    @Test
    void many_are_tried_five_hundred_at_a_time() {
        write(IntStream.range(0, 501).mapToObj("?1 %d 7 1"::formatted).toArray(String[]::new));
        redrive.some(MINE, RUN);
        redrive.some(MINE, RUN);

        assertThat(store.walks).extracting(List::size).containsExactly(500, 1);

        now = now.plus(Duration.ofSeconds(1));
        redrive.some(MINE, RUN);
        assertThat(store.walks).hasSize(2);
    }

    private void write(String... events) {
        List<LogRecord> records = log.events(events);
        writer.write(writer.sort(records), records, Reason.EVENTS, RUN);
    }

    /// Remembers what was asked for and counts what is put aside.
    private static final class Watched extends ForwardingStore {
        final List<List<Retriable>> walks = new ArrayList<>();
        int quarantined;

        Watched(MemoryStore store) {
            super(store);
        }

        @Override
        public void quarantine(Collection<QuarantinedRecord> records) {
            quarantined += records.size();
            super.quarantine(records);
        }

        @Override
        public List<Retriable> retriable(
                Set<LogPartition> partitions, String boot, String after, int limit) {
            List<Retriable> found = super.retriable(partitions, boot, after, limit);
            walks.add(found);
            return found;
        }
    }

    private static final class Deaf implements Changes {
        @Override
        public void journeys(Collection<ListedJourney> written) {}

        @Override
        public void applied(List<LogRecord> records, Collection<QuarantinedRecord> quarantined) {}
    }
}
