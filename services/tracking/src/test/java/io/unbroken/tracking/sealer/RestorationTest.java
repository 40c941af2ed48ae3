package io.unbroken.tracking.sealer;

import static io.unbroken.tracking.sealer.SmallLog.FIRST;
import static io.unbroken.tracking.sealer.SmallLog.ROOT;
import static io.unbroken.tracking.sealer.SmallLog.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.sealer.Restoration.Restored;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RestorationTest {

    private final SmallLog log = new SmallLog();
    private final List<String> taken = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    @Test
    void a_lost_directory_comes_again_file_by_file() {
        // given
        sealThree();
        Map<String, String> before = log.files();
        log.removeAll("");

        // when
        Restored restored = restore();

        // then
        assertThat(log.files()).isEqualTo(before);
        assertThat(restored).isEqualTo(new Restored(3, 9, false));
        assertThat(told)
                .containsExactly("3 entries of the master log", "the tiles of 3 partitions");
    }

    @Test
    void what_is_there_and_the_signers_own_is_left_as_it_is() {
        // given
        sealThree();
        Map<String, String> before = log.files();

        // when
        Restored restored = restore();

        // then
        assertThat(log.files()).isEqualTo(before);
        assertThat(restored).isEqualTo(new Restored(3, 9, true));
        assertThat(taken).containsExactlyInAnyOrder("master", "collection.events.v1", "keys.v1");
    }

    @Test
    void sealing_goes_on_from_what_was_restored() {
        // given
        sealThree();
        log.removeAll("");
        restore();

        // when
        log.seal();

        // then
        assertThat(log.published).hasSize(4);
        assertThat(log.ledger().state().size()).isEqualTo(4);
    }

    @Test
    void where_nothing_was_ever_published_there_is_nothing_to_restore() {
        assertThat(restore()).isEqualTo(new Restored(0, 0, false));
        assertThat(log.files().keySet()).noneMatch(file -> file.endsWith(Ledger.SIGNER));
        assertThat(told)
                .containsExactly("0 entries of the master log", "the tiles of 0 partitions");
    }

    @Test
    void a_checkpoint_that_is_published_twice_counts_once() {
        sealThree();
        Map<String, String> before = log.files();
        log.published.add(1, log.published.getFirst());
        log.published.add(log.published.getLast());
        log.removeAll("");

        assertThat(restore()).isEqualTo(new Restored(3, 9, false));
        assertThat(log.files()).isEqualTo(before);
    }

    @Test
    void what_was_signed_and_not_published_comes_again_and_no_other() {
        for (boolean masterLost : new boolean[] {false, true}) {
            // given
            var log = new SmallLog();
            sealThree(log);
            signUnpublished(log);
            Map<String, String> before = log.files();
            if (masterLost) {
                log.removeAll(Ledger.MASTER);
                log.removeAll(FIRST.topic());
            }

            // when
            Restored restored = restore(log);

            // then
            assertThat(restored).isEqualTo(new Restored(3, 12, true));
            assertThat(log.files()).isEqualTo(before);
            log.away = false;
            assertThat(SmallLog.sealAll(log.sealer())).isEqualTo(new Sealer.Step.Sealed(4));
        }
    }

    @Test
    void the_first_of_all_that_was_signed_and_not_published_comes_again() {
        // given
        signUnpublished(log);
        Map<String, String> before = log.files();
        log.removeAll(Ledger.MASTER);

        // when
        Restored restored = restore();

        // then
        assertThat(restored).isEqualTo(new Restored(0, 3, true));
        assertThat(log.files()).isEqualTo(before);
    }

    @Test
    void an_entry_that_was_begun_and_may_have_been_signed_stays_if_the_signers_state_is_lost() {
        // given
        sealThree();
        signUnpublished(log);
        Map<String, String> before = log.files();
        log.disk.remove(ROOT.resolve(Ledger.SIGNER));

        // when
        Restored restored = restore();

        // then
        assertThat(restored).isEqualTo(new Restored(3, 12, false));
        var after = new TreeMap<>(log.files());
        var expected = new TreeMap<>(before);
        // It counts what was published: the entry is begun.
        after.remove(ROOT.resolve(Ledger.SIGNER).toString());
        expected.remove(ROOT.resolve(Ledger.SIGNER).toString());
        assertThat(after).isEqualTo(expected);
        assertThat(log.ledger().state().size()).isEqualTo(3);
        assertThat(log.ledger().begun()).isPresent();
    }

    @Test
    void an_entry_that_was_begun_and_not_counted_was_never_signed() {
        // given
        sealThree();
        Map<String, String> before = log.files();
        Ledger ledger = log.ledger();
        log.append(FIRST, 1);
        ledger.begin(Heads.parse(log.published.getLast().heads()));

        // when
        restore();

        // then
        assertThat(log.files()).isEqualTo(before);
    }

    @Test
    void a_state_of_which_the_entry_is_lost_and_was_changed_is_refused() {
        sealThree();
        signUnpublished(log);
        SignerState state = log.ledger().state();
        write(new SignerState(state.origin(), state.size(), Hash.EMPTY, state.heads()));

        assertThatThrownBy(this::restore)
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("gives the root");
    }

    @Test
    void a_state_that_counts_an_entry_without_growth_is_refused() {
        sealThree();
        SignerState state = log.ledger().state();
        write(new SignerState(state.origin(), 4, Hash.EMPTY, state.heads()));

        assertThatThrownBy(this::restore)
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("cannot be made again");
    }

    @Test
    void a_state_of_another_history_is_refused() {
        sealThree();
        SignerState state = log.ledger().state();

        write(new SignerState(state.origin(), 3, Hash.EMPTY, state.heads()));
        assertThatThrownBy(this::restore)
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("published are 3");
        write(new SignerState(state.origin(), 5, Hash.EMPTY, state.heads()));
        assertThatThrownBy(this::restore)
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("counts 5 entries");
    }

    @Test
    void a_state_that_is_behind_unreadable_or_anothers_counts_as_lost() {
        sealThree();
        Map<String, String> before = log.files();
        SignerState state = log.ledger().state();
        for (byte[] bytes :
                List.of(
                        "rubbish".getBytes(StandardCharsets.US_ASCII),
                        SignerState.none(state.origin()).bytes(),
                        new SignerState("another", 3, state.root(), state.heads()).bytes())) {
            log.disk.tamper(ROOT.resolve(Ledger.SIGNER), bytes);

            assertThat(restore()).isEqualTo(new Restored(3, 9, false));

            assertThat(log.files()).isEqualTo(before);
        }
    }

    @Test
    void without_the_signers_state_each_witness_must_answer() {
        sealThree();
        Map<String, String> before = log.files();
        log.removeAll("");
        log.witnesses.add((note, tree) -> {
            assertThat(tree.root()).isEqualTo(Checkpoint.parse(note.text()).root());
            return Optional.of(note.signatures().getFirst());
        });
        restore();
        assertThat(log.files()).isEqualTo(before);

        log.disk.remove(ROOT.resolve(Ledger.SIGNER));
        log.witnesses.add((_, _) -> Optional.empty());

        assertThatThrownBy(this::restore)
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("a witness does not answer");
        assertThat(log.files().keySet()).noneMatch(file -> file.endsWith(Ledger.SIGNER));
    }

    @Test
    void with_the_signers_state_no_witness_is_asked() {
        sealThree();
        log.witnesses.add((_, _) -> Optional.empty());

        assertThat(restore().signerKept()).isTrue();
    }

    @Test
    void a_topic_of_checkpoints_that_was_cut_is_refused() {
        sealThree();
        log.published.remove(1);

        assertThatThrownBy(this::restore)
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("no checkpoint of size 2");
    }

    @Test
    void a_published_fork_is_refused() {
        sealThree();
        CheckpointLog.Published second = log.published.get(1);
        log.published.set(
                1,
                new CheckpointLog.Published(
                        second.note(), log.published.getFirst().heads(), second.proof()));

        assertThatThrownBy(this::restore)
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("at size 2");
    }

    @Test
    void a_log_that_is_shorter_than_what_was_sealed_is_refused() {
        sealThree();
        log.of(SECOND).removeLast();

        assertThatThrownBy(this::restore)
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("fewer records")
                .hasMessageContaining("collection.events.v1/1");
    }

    @Test
    void a_log_in_which_a_record_is_another_or_in_another_place_is_refused() {
        sealThree();
        log.replace(FIRST, 1);
        assertThatThrownBy(this::restore)
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("the log was changed");

        log.of(FIRST).set(1, SmallLog.record(new LogPosition(FIRST, 2), "record 1"));
        assertThatThrownBy(this::restore)
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("expected offset 1");
    }

    @Test
    void records_that_are_not_sealed_yet_are_left_out() {
        sealThree();
        Map<String, String> before = log.files();
        log.append(FIRST, 5);
        log.removeAll("");

        assertThat(restore().records()).isEqualTo(9);
        assertThat(log.files()).isEqualTo(before);
    }

    @Test
    void a_long_partition_is_written_in_parts() {
        log.append(FIRST, 2 * 8_192 + 3);
        SmallLog.sealAll(log.sealer());
        Map<String, String> before = log.files();
        log.removeAll("");

        assertThat(restore().records()).isEqualTo(2 * 8_192 + 3);
        assertThat(log.files()).isEqualTo(before);
    }

    private void sealThree() {
        sealThree(log);
    }

    private static void sealThree(SmallLog log) {
        for (int i = 0; i < 3; i++) {
            log.now = log.now.plusSeconds(5);
            log.seal();
        }
        assertThat(log.published).hasSize(3);
    }

    private static void signUnpublished(SmallLog log) {
        log.now = log.now.plusSeconds(5);
        Sealer sealer = log.sealer();
        log.away = true;
        SmallLog.KEYS_AND_EVENTS.forEach(partition -> log.append(partition, 1));
        assertThat(SmallLog.sealAll(sealer)).isInstanceOf(Sealer.Step.Failed.class);
    }

    private void write(SignerState state) {
        log.disk.tamper(ROOT.resolve(Ledger.SIGNER), state.bytes());
    }

    private Restored restore() {
        return restore(log);
    }

    private Restored restore(SmallLog from) {
        taken.clear();
        told.clear();
        return new Restoration(
                        from.directory(),
                        SmallLog.SIGNER.name(),
                        new Restoration.Ports(
                                from,
                                from,
                                from.witnesses,
                                name -> {
                                    taken.add(name);
                                    from.removeAll(name);
                                },
                                told::add))
                .run();
    }
}
