package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.store.KeptEvent;
import io.unbroken.tracking.store.QuarantinedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class InboxTest {

    private static final CoiId COI = ToyWorld.coi(1);
    private static final LogPartition PARTITION = new LogPartition("events-0", 0);

    private final ToyWorld world = new ToyWorld();

    @Test
    void each_statement_is_there_once_by_its_first_record_in_the_order_of_the_log() {
        KeptEvent first = kept("1 101 7 1", 5);
        KeptEvent again = kept("1 101 7 1", 9);
        KeptEvent other = kept("1 102 7 2", 2);

        Inbox inbox = union(List.of(again), List.of(other, first));

        assertThat(inbox.kept()).containsExactly(other, first);
        assertThat(inbox.events())
                .containsExactly(ToyWorld.statement("1 102 7 2"), ToyWorld.statement("1 101 7 1"));
        assertThat(inbox.refused()).isEmpty();
    }

    @Test
    void who_writes_to_another_partition_does_not_come_first_by_it() {
        var another = new LogPartition(PARTITION.topic(), 1);
        KeptEvent first = kept("1 101 7 1", new LogPosition(another, 5), 0);
        KeptEvent later = kept("1 102 7 2", new LogPosition(PARTITION, 2), 1);

        Inbox inbox = union(List.of(), List.of(later, first));

        assertThat(inbox.events())
                .containsExactly(ToyWorld.statement("1 101 7 1"), ToyWorld.statement("1 102 7 2"));
        assertThat(inbox.kept()).containsExactly(later, first);
    }

    @Test
    void what_cannot_be_attributed_any_more_is_refused_and_keeps_its_place_if_it_had_one() {
        // Signed with a key that is not known now.
        KeptEvent known = kept("1 101 7 1", "?1 101 7 1", 1);
        KeptEvent fresh = kept("1 102 7 2", "?1 102 7 2", 2);

        Inbox inbox = union(List.of(known), List.of(fresh));

        assertThat(inbox.kept()).containsExactly(known);
        assertThat(inbox.events()).isEmpty();
        assertThat(inbox.refused())
                .containsExactlyInAnyOrder(
                        new QuarantinedRecord(
                                known.record(), "UNKNOWN_KEY", "Its key is not known.", true),
                        new QuarantinedRecord(
                                fresh.record(), "UNKNOWN_KEY", "Its key is not known.", true));
    }

    @Test
    void a_record_that_says_something_else_than_was_kept_stops_everything() {
        KeptEvent edited = kept("1 101 7 1", "1 101 8 1", 1);
        KeptEvent anothers = kept("2 101 7 1", 1);

        assertThatThrownBy(() -> union(List.of(edited), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another statement");
        assertThatThrownBy(() -> union(List.of(anothers), List.of()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_journey_is_full_at_its_last_byte_and_not_before() {
        int size = kept("1 101 7 1", 0).record().size();
        KeptEvent large = padded("1 100 7 1", Inbox.MOST_BYTES - size);
        KeptEvent last = kept("1 101 7 1", 1);
        KeptEvent more = kept("1 102 7 2", 2);

        assertThat(union(List.of(), List.of(large, last)).refused()).isEmpty();
        assertThat(union(List.of(large), List.of(last)).refused()).isEmpty();
        assertThat(union(List.of(large, last), List.of(last)).refused()).isEmpty();

        Inbox full = union(List.of(large, last), List.of(more));
        assertThat(full.kept()).containsExactly(large, last);
        assertThat(full.refused())
                .singleElement()
                .satisfies(refused -> {
                    assertThat(refused.record()).isEqualTo(more.record());
                    assertThat(refused.reason()).isEqualTo("JOURNEY_FULL");
                });
        assertThat(union(List.of(), List.of(large, last, more)).refused()).hasSize(1);
    }

    private Inbox union(List<KeptEvent> present, List<KeptEvent> arrived) {
        return Inbox.union(COI, present, arrived, world);
    }

    private static KeptEvent kept(String text, long offset) {
        return kept(text, text, offset);
    }

    private static KeptEvent kept(String statement, String text, long offset) {
        return kept(statement, text, new LogPosition(PARTITION, offset), ToyWorld.START);
    }

    private static KeptEvent kept(String text, LogPosition position, long seconds) {
        return kept(text, text, position, ToyWorld.START.plusSeconds(seconds));
    }

    private static KeptEvent kept(
            String statement, String text, LogPosition position, Instant recordTime) {
        return new KeptEvent(
                KeptEvent.Statement.of(ToyWorld.statement(statement)),
                new LogRecord(
                        position,
                        recordTime,
                        Optional.empty(),
                        Optional.of(Bytes.of(text.getBytes(StandardCharsets.UTF_8))),
                        List.of()));
    }

    /// A record of exactly that size.
    private static KeptEvent padded(String text, int size) {
        int missing = size - kept(text, 0).record().size();
        return kept(text, text + " ".repeat(missing), 0);
    }
}
