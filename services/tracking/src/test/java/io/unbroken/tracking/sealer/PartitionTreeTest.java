package io.unbroken.tracking.sealer;

import static io.unbroken.tracking.sealer.SmallLog.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import org.junit.jupiter.api.Test;

final class PartitionTreeTest {

    private static final TreeName NAME = new TreeName(FIRST.topic(), FIRST.partition());

    private final SmallLog log = new SmallLog();

    @Test
    void a_new_tree_begins_at_the_first_record() {
        PartitionTree tree = open();

        assertThat(tree.name()).isEqualTo(NAME);
        assertThat(tree.next()).isZero();
        assertThat(tree.size()).isZero();
        assertThat(tree.confirmed()).isTrue();
        assertThat(tree.reached()).isTrue();
        assertThat(tree.full()).isFalse();
        assertThat(tree.goal()).isZero();
        tree.requireGoal();
    }

    @Test
    void what_was_read_up_to_the_goal_becomes_tiles() {
        log.append(FIRST, 5);
        PartitionTree tree = open();
        tree.aim(frontier(4));

        assertThat(tree.reached()).isFalse();
        take(tree, 0, 3);
        assertThat(tree.reached()).isFalse();
        take(tree, 3, 5);
        assertThat(tree.reached()).isTrue();
        tree.requireGoal();

        assertThat(tree.write()).isEqualTo(new Head(NAME, 4, frontier(4).root()));
        assertThat(tree.size()).isEqualTo(4);
        assertThat(tree.root(3)).isEqualTo(frontier(3).root());
        tree.writeAll();
        assertThat(tree.size()).isEqualTo(5);
        assertThat(tree.root(5)).isEqualTo(frontier(5).root());
        assertThat(tree.next()).isEqualTo(5);
    }

    @Test
    void a_goal_stays_until_it_is_reached_or_the_recorder_falls_back() {
        log.append(FIRST, 5);
        PartitionTree tree = open();
        tree.aim(frontier(3));
        tree.aim(frontier(5));
        assertThat(tree.goal()).isEqualTo(3);
        tree.aim(frontier(3));
        assertThat(tree.goal()).isEqualTo(3);

        tree.aim(frontier(2));
        assertThat(tree.goal()).isEqualTo(2);

        take(tree, 0, 2);
        tree.aim(frontier(5));
        assertThat(tree.goal()).isEqualTo(5);
    }

    @Test
    void without_a_recorder_all_that_was_read_is_the_goal() {
        log.append(FIRST, 5);
        PartitionTree tree = open();
        take(tree, 0, 4);

        tree.aimAtAllRead();

        assertThat(tree.goal()).isEqualTo(4);
        assertThat(tree.write().root()).isEqualTo(frontier(4).root());
    }

    @Test
    void a_recorder_with_another_tree_is_found_in_memory_and_in_tiles() {
        log.append(FIRST, 5);
        PartitionTree tree = open();
        take(tree, 0, 5);
        tree.aim(other(4));
        assertThatThrownBy(tree::requireGoal)
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("the first 4 records");
        assertThatThrownBy(tree::write)
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("not what was written");

        tree.aim(frontier(5));
        tree.write();
        tree.aim(other(3));
        assertThatThrownBy(tree::requireGoal)
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("the first 3 records");
        tree.aim(frontier(5));
        tree.requireGoal();
        tree.aim(frontier(2));
        tree.requireGoal();
    }

    @Test
    void records_come_in_their_order() {
        log.append(FIRST, 2);
        PartitionTree tree = open();

        assertThatThrownBy(() -> take(tree, 1, 2))
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("expected offset 0")
                .hasMessageContaining("found 1");
    }

    @Test
    void the_last_leaves_of_the_tiles_are_read_again() {
        // given
        int size = (int) PartitionTree.READ_AGAIN + 100;
        log.append(FIRST, size + 1);
        PartitionTree before = open();
        take(before, 0, size);
        before.writeAll();

        // when
        PartitionTree tree = open();

        // then
        assertThat(tree.next()).isEqualTo(100);
        assertThat(tree.confirmed()).isFalse();
        tree.aim(frontier(size));
        assertThat(tree.reached()).isFalse();
        take(tree, 100, size - 1);
        assertThat(tree.confirmed()).isFalse();
        take(tree, size - 1, size);
        assertThat(tree.confirmed()).isTrue();
        assertThat(tree.reached()).isTrue();
        take(tree, size, size + 1);
        tree.aimAtAllRead();
        assertThat(tree.write().size()).isEqualTo(size + 1L);
    }

    @Test
    void a_record_that_is_not_the_one_of_the_tiles_is_found() {
        log.append(FIRST, 3);
        PartitionTree before = open();
        take(before, 0, 3);
        before.writeAll();
        log.replace(FIRST, 1);

        assertThatThrownBy(() -> take(open(), 0, 3))
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("offset 1");
    }

    @Test
    void it_is_full_before_memory_is() {
        PartitionTree tree = open();
        for (int offset = 0; offset < PartitionTree.MOST_WAITING - 1; offset++) {
            tree.take(record(offset));
        }
        assertThat(tree.full()).isFalse();

        tree.take(record(PartitionTree.MOST_WAITING - 1));

        assertThat(tree.full()).isTrue();
        tree.writeAll();
        assertThat(tree.full()).isFalse();
        assertThat(tree.size()).isEqualTo(PartitionTree.MOST_WAITING);
    }

    private PartitionTree open() {
        return PartitionTree.open(log.directory(), FIRST);
    }

    private void take(PartitionTree tree, int from, int until) {
        log.of(FIRST).subList(from, until).forEach(tree::take);
    }

    private Frontier frontier(int size) {
        return Frontier.EMPTY.appendAll(log.leaves(FIRST).subList(0, size));
    }

    private static Frontier other(int size) {
        Frontier frontier = Frontier.EMPTY;
        for (int i = 0; i < size; i++) {
            frontier = frontier.append(Hash.leaf(new byte[] {9, (byte) i}));
        }
        return frontier;
    }

    private static LogRecord record(int offset) {
        return SmallLog.record(new LogPosition(FIRST, offset), "");
    }
}
