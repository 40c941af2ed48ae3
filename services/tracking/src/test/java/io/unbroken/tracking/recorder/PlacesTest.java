package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.store.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who owns a partition, from where it goes on, and how an owner notices that it is one no more.
final class PlacesTest {

    private static final LogPartition EVENTS = new LogPartition(ToyLog.EVENTS, 0);
    private static final LogPartition READINGS = new LogPartition(World.TELEMETRY, 0);

    private final ToyLog log = new ToyLog();
    private Instant now = ToyWorld.START;
    private final InstantSource clock = () -> now;
    private final MemoryStore store = new MemoryStore(clock);
    private MemoryLog reader = reader();
    private Places places = new Places(reader, store, clock);
    private List<LogRecord> records = List.of();

    @BeforeEach
    void three_events_and_a_reading() {
        records = log.events("1 101 7 1", "1 102 8 2", "1 103 9 3");
        log.readings("L0-x 0 500");
        reader = reader();
        places = new Places(reader, store, clock);
    }

    @Test
    void a_new_owner_begins_where_nothing_was_read() {
        Set<LogPartition> claimed = places.claim();

        assertThat(claimed).containsExactlyInAnyOrder(EVENTS, READINGS);
        assertThat(reader.unplaced()).isEmpty();
        assertThat(places.owns(EVENTS)).isTrue();
        assertThat(places.boot()).isEqualTo(store.run());
        assertThat(progress().next()).isZero();
        assertThat(places.claim()).isEmpty();
    }

    @Test
    void the_next_owner_goes_on_where_the_last_one_was() {
        places.claim();
        assertThat(places.advance(places.grown(records))).isTrue();
        MemoryLog next = reader();

        assertThat(new Places(next, store, clock).claim()).contains(EVENTS);

        assertThat(progress().next()).isEqualTo(3);
        assertThat(progress().generation()).isEqualTo(2);
        assertThat(progress().frontier().root()).isEqualTo(tree(records).root());
    }

    @Test
    void what_is_not_assigned_or_waits_for_its_place_is_not_owned() {
        places.claim();
        assertThat(places.owns(new LogPartition("another", 0))).isFalse();

        reader.displace(Set.of(EVENTS));

        assertThat(places.owns(EVENTS)).isFalse();
        assertThat(places.owns(READINGS)).isTrue();
    }

    @Test
    void what_was_assigned_to_another_is_not_owned() {
        var mine = new boolean[] {true};
        var reading = new MemoryLog(log.records(), _ -> mine[0], new Random(1));
        reading.rest(Duration.ZERO);
        var owner = new Places(reading, store, clock);
        owner.claim();

        mine[0] = false;
        reading.rest(Duration.ZERO);

        assertThat(owner.owns(EVENTS)).isFalse();
    }

    @Test
    void a_gap_in_a_partition_is_an_alarm() {
        places.claim();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> places.grown(records.subList(1, 3)))
                .withMessageContaining("expected offset 0");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> places.grown(List.of(records.get(0), records.get(2))))
                .withMessageContaining("expected offset 1");
    }

    @Test
    void nothing_is_said_of_a_partition_that_was_never_claimed() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> places.grown(records))
                .withMessageContaining("expected to own");
    }

    @Test
    void an_owner_that_was_displaced_moves_nothing_and_hears_so() {
        places.claim();
        Map<LogPartition, Frontier> grown = places.grown(records);
        claimedByAnother();
        Progress theirs = progress();

        assertThat(places.advance(grown)).isFalse();

        assertThat(progress()).isEqualTo(theirs);
        assertThat(reader.unplaced()).contains(EVENTS);
        assertThat(places.owns(EVENTS)).isFalse();
    }

    @Test
    void without_records_there_is_nothing_to_move() {
        places.claim();

        assertThat(places.advance(Map.of())).isTrue();
    }

    @Test
    void a_restart_of_the_store_in_the_middle_of_a_batch_lets_progress_stay() {
        places.claim();
        Map<LogPartition, Frontier> grown = places.grown(records);
        store.restart(new Random(1), now.plusSeconds(1));

        assertThat(places.advance(grown)).isFalse();

        assertThat(progress().next()).isZero();
        assertThat(reader.unplaced()).containsExactlyInAnyOrder(EVENTS, READINGS);
        assertThat(places.boot()).isEqualTo(store.run());
    }

    @Test
    void a_restart_is_noticed_once() {
        assertThat(places.noticeRestart()).isTrue();
        assertThat(places.noticeRestart()).isFalse();
        places.claim();

        store.restart(new Random(1), now.plusSeconds(1));

        assertThat(places.noticeLoss()).isTrue();
        assertThat(places.noticeRestart()).isFalse();
        assertThat(places.owns(EVENTS)).isFalse();
    }

    @Test
    void after_a_restart_a_partition_goes_on_at_its_safe_point() {
        places.claim();
        places.advance(places.grown(records));
        store.restart(new Random(1), now.plusSeconds(1));
        places.noticeRestart();

        places.claim();

        assertThat(progress().next()).isZero();
        assertThat(places.advance(places.grown(records))).isTrue();
    }

    @Test
    void an_idle_owner_looks_each_ten_seconds_whether_another_has_claimed() {
        places.claim();
        assertThat(places.noticeLoss()).isFalse();
        claimedByAnother();

        now = now.plus(Duration.ofSeconds(10)).minusMillis(1);
        assertThat(places.noticeLoss()).isFalse();
        now = now.plusMillis(1);
        assertThat(places.noticeLoss()).isTrue();

        assertThat(reader.unplaced()).containsExactly(EVENTS);
        assertThat(places.owns(EVENTS)).isFalse();
        assertThat(places.owns(READINGS)).isTrue();
    }

    private void claimedByAnother() {
        var other =
                new MemoryLog(log.records(), partition -> partition.equals(EVENTS), new Random(1));
        other.rest(Duration.ZERO);
        assertThat(new Places(other, store, clock).claim()).containsExactly(EVENTS);
    }

    private MemoryLog reader() {
        var reading = new MemoryLog(log.records(), _ -> true, new Random(1));
        reading.rest(Duration.ZERO);
        return reading;
    }

    private Progress progress() {
        return store.progress(Set.of(EVENTS)).getOrDefault(EVENTS, Progress.NONE);
    }

    private static Frontier tree(List<LogRecord> records) {
        return Frontier.EMPTY.appendAll(records.stream().map(LogRecord::leaf).toList());
    }
}
