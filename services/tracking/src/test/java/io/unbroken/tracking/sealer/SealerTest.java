package io.unbroken.tracking.sealer;

import static io.unbroken.tracking.sealer.SmallLog.FIRST;
import static io.unbroken.tracking.sealer.SmallLog.KEYS;
import static io.unbroken.tracking.sealer.SmallLog.ROOT;
import static io.unbroken.tracking.sealer.SmallLog.SECOND;
import static io.unbroken.tracking.sealer.SmallLog.SIGNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.note.Cosigner;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.seals.Seals;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.sealer.Sealer.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SealerTest {

    private final SmallLog log = new SmallLog();

    @Test
    void a_checkpoint_has_the_heads_of_what_grew_and_all_of_them_now_and_then() {
        log.append(FIRST, 2);
        log.append(KEYS, 1);
        Sealer sealer = log.sealer();

        assertThat(SmallLog.sealAll(sealer)).isEqualTo(new Step.Sealed(1));
        log.append(SECOND, 3);
        log.now = log.now.plusSeconds(1);
        assertThat(SmallLog.sealAll(sealer)).isEqualTo(new Step.Sealed(2));

        assertThat(trees(0)).containsExactly(name(FIRST), name(KEYS));
        assertThat(trees(1)).containsExactly(name(SECOND));
        assertThat(log.file(Ledger.CHECKPOINT)).isEqualTo(log.published.getLast().note().bytes());
        assertThat(SIGNER.verifierKey().standing(log.published.getLast().note()))
                .isEqualTo(VerifierKey.Standing.VALID);
    }

    @Test
    void all_heads_are_listed_after_so_many_entries() {
        // given
        log.append(FIRST, 1);
        Sealer sealer = log.sealer();
        SmallLog.sealAll(sealer);

        // when
        for (int i = 1; i <= Seals.ALL_HEADS_EVERY; i++) {
            log.append(SECOND, 1);
            log.now = log.now.plusSeconds(1);
            assertThat(SmallLog.sealAll(sealer)).isEqualTo(new Step.Sealed(i + 1L));
        }

        // then
        assertThat(trees(log.published.size() - 1)).containsExactly(name(FIRST), name(SECOND));
        assertThat(trees(log.published.size() - 2)).containsExactly(name(SECOND));
    }

    @Test
    void between_two_checkpoints_there_is_an_interval() {
        log.append(FIRST, 1);
        Sealer sealer = log.sealer();
        SmallLog.sealAll(sealer);
        log.append(FIRST, 1);

        log.now = log.now.plus(SmallLog.INTERVAL).minusNanos(1);
        assertThat(sealer.step()).isEqualTo(new Step.Idle());
        log.now = log.now.plusNanos(1);
        assertThat(sealer.step()).isEqualTo(new Step.Sealed(2));
    }

    @Test
    void nothing_is_sealed_where_nothing_grew() {
        Sealer sealer = log.sealer();

        assertThat(sealer.step()).isEqualTo(new Step.Idle());
        assertThat(log.published).isEmpty();
    }

    @Test
    void what_the_recorder_has_not_yet_waits() {
        log.append(FIRST, 2);
        log.appendUnrecorded(FIRST, 3);
        Sealer sealer = log.sealer();

        SmallLog.sealAll(sealer);

        assertThat(log.ledger().state().sealed(name(FIRST))).isEqualTo(2);
        assertThat(sealer.lag()).isEqualTo(3);
    }

    @Test
    void a_partition_that_cannot_be_read_holds_up_the_others_for_a_second_only() {
        log.append(FIRST, 1);
        log.append(SECOND, 1);
        Sealer sealer = log.sealer();
        log.hidden.add(SECOND);

        assertThat(sealer.step()).isEqualTo(new Step.Idle());
        log.now = log.now.plusMillis(999);
        assertThat(sealer.step()).isEqualTo(new Step.Idle());
        log.now = log.now.plusMillis(1);
        assertThat(sealer.step()).isEqualTo(new Step.Sealed(1));

        assertThat(trees(0)).containsExactly(name(FIRST));
    }

    @Test
    void a_partition_far_behind_its_recorder_is_written_before_memory_is_full() {
        log.append(FIRST, PartitionTree.MOST_WAITING + 10);
        log.most = PartitionTree.MOST_WAITING;
        Sealer sealer = log.sealer();

        Step step = sealer.step();
        assertThat(step).isEqualTo(new Step.Idle());
        assertThat(PartitionTree.open(log.directory(), FIRST).size())
                .isEqualTo(PartitionTree.MOST_WAITING);
        assertThat(log.ledger().state().size()).isZero();
        assertThat(SmallLog.sealAll(sealer)).isEqualTo(new Step.Sealed(1));
        assertThat(log.ledger().state().sealed(name(FIRST)))
                .isEqualTo(PartitionTree.MOST_WAITING + 10);
    }

    @Test
    void of_a_partition_that_is_full_no_more_is_read() {
        log.append(FIRST, 1);
        log.appendUnrecorded(FIRST, PartitionTree.MOST_WAITING);
        Sealer sealer = log.sealer();
        SmallLog.sealAll(sealer);
        log.rested.clear();

        sealer.step();
        sealer.step();

        assertThat(log.rested.getLast()).isEqualTo(Set.of(FIRST));
    }

    @Test
    void witnesses_cosign_the_last_checkpoint() {
        var cosigner = new Cosigner("witness.example/w1", SigningKey.of(seed(7)));
        log.witnesses.add((note, tree) -> {
            assertThat(tree.root()).isEqualTo(Checkpoint.parse(note.text()).root());
            return Optional.of(cosigner.cosign(note.text(), log.now));
        });
        log.witnesses.add((_, _) -> Optional.empty());
        log.append(FIRST, 1);

        SmallLog.sealAll(log.sealer());

        Note note = log.published.getFirst().note();
        assertThat(note.signatures()).hasSize(2);
        assertThat(note.signatures().getLast().name()).isEqualTo("witness.example/w1");
    }

    @Test
    void a_witness_that_has_seen_another_log_halts() {
        log.witnesses.add((_, _) -> {
            throw new Disagreement("a fork");
        });
        log.append(FIRST, 1);

        assertThat(SmallLog.sealAll(log.sealer())).isInstanceOf(Step.Halted.class);
    }

    @Test
    void while_the_brokers_are_away_nothing_is_lost_and_the_same_comes_again() {
        log.append(FIRST, 1);
        Sealer failing = log.sealer();
        log.away = true;
        assertThat(SmallLog.sealAll(failing)).isInstanceOf(Step.Failed.class);
        byte[] state = log.file(Ledger.SIGNER);

        log.away = false;
        Sealer next = log.sealer();
        assertThat(next.step()).isEqualTo(new Step.Sealed(1));
        assertThat(log.file(Ledger.SIGNER)).isEqualTo(state);
    }

    @Test
    void a_checkpoint_that_was_published_before_a_crash_is_shown() {
        log.seal();
        log.disk.remove(ROOT.resolve(Ledger.CHECKPOINT));

        log.sealer();

        assertThat(log.file(Ledger.CHECKPOINT)).isEqualTo(log.published.getLast().note().bytes());
    }

    @Test
    void an_old_directory_is_refused() {
        log.seal();
        var old = log.disk.copy(1);
        log.now = log.now.plusSeconds(5);
        log.seal();
        log.disk = old;

        assertThatThrownBy(log::sealer)
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("old or was lost");
    }

    @Test
    void a_published_checkpoint_of_another_history_is_refused() {
        log.seal();
        Note other = SIGNER.sign(Checkpoint.of(SIGNER.name(), 1, Hash.leaf(new byte[1])).text());
        CheckpointLog.Published last = log.published.getLast();
        log.published.add(new CheckpointLog.Published(other, last.heads(), last.proof()));

        assertThatThrownBy(log::sealer)
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("the ledger's is");
    }

    @Test
    void sealed_records_whose_partition_or_tiles_are_gone_are_missed() {
        log.seal();
        var kept = log.disk.copy(1);
        log.removeAll(FIRST.topic());
        assertThatThrownBy(log::sealer)
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("some are missing");

        log.disk = kept;
        log.records.remove(FIRST);
        assertThatThrownBy(log::sealer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected a partition collection.events.v1/0");
    }

    @Test
    void tiles_of_other_records_are_found_at_the_start() {
        log.seal();
        var other = new SmallLog();
        other.append(FIRST, 1);
        other.replace(FIRST, 0);
        other.append(SECOND, 1);
        other.append(KEYS, 1);
        SmallLog.sealAll(other.sealer());
        other.disk
                .files()
                .forEach((path, bytes) -> {
                    if (path.startsWith(ROOT.resolve(FIRST.topic()))) {
                        log.disk.tamper(path, bytes);
                    }
                });

        assertThatThrownBy(log::sealer)
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("the tiles give");
    }

    private List<TreeName> trees(int published) {
        return Heads.parse(log.published.get(published).heads()).heads().stream()
                .map(Head::tree)
                .toList();
    }

    private static TreeName name(LogPartition partition) {
        return new TreeName(partition.topic(), partition.partition());
    }

    private static byte[] seed(int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return seed;
    }
}
