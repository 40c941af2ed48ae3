package io.unbroken.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.merkle.Tree;
import io.unbroken.ledger.note.Cosigner;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.ledger.testing.CrashingDisk;
import io.unbroken.ledger.testing.CrashingDisk.Killed;
import io.unbroken.ledger.tiles.TileReader;
import io.unbroken.ledger.tiles.TileWriter;
import io.unbroken.schemas.keys.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessRulesTest {

    private static final Path ROOT = Path.of("/witness");
    private static final Instant NOW = Instant.ofEpochSecond(1_795_000_000);

    private final NoteSigner log = new NoteSigner("unbroken.local/log", key(1));
    private final Cosigner cosigner = new Cosigner("hospital.example/witness", key(2));
    private final CrashingDisk disk = new CrashingDisk(ROOT, 0);
    private final TileReader honest = tree("honest", 300);
    private final TileReader forked = tree("forked", 300);

    @Test
    void growth_is_cosigned() {
        WitnessRules witness = witness(disk);

        for (long[] step : new long[][] {{0, 0}, {0, 1}, {1, 7}, {7, 7}, {7, 256}, {256, 300}}) {
            Answer answer = witness.add(request(honest, step[0], step[1]));

            assertThat(answer).isInstanceOf(Answer.Cosigned.class);
            Note note = note(honest.tree(step[1]));
            Note cosigned = note.with(List.of(((Answer.Cosigned) answer).signature()));
            assertThat(witness.verifierKey().cosigned(cosigned)).contains(NOW);
        }
    }

    @Test
    void a_fork_is_refused_at_each_size() {
        WitnessRules witness = witness(disk);
        witness.add(request(honest, 0, 100));

        assertThat(witness.add(request(forked, 100, 100))).isEqualTo(new Answer.Conflict(100));
        for (long size = 101; size <= 300; size++) {
            assertThat(witness.add(request(forked, 100, size))).isEqualTo(new Answer.Unproven());
            assertThat(witness.add(request(forked, 0, size))).isEqualTo(new Answer.Conflict(100));
        }
        assertThat(witness.add(request(honest, 100, 300))).isInstanceOf(Answer.Cosigned.class);
    }

    @Test
    void a_log_does_not_go_back() {
        WitnessRules witness = witness(disk);
        witness.add(request(honest, 0, 100));

        assertThat(witness.add(request(honest, 0, 50))).isEqualTo(new Answer.Conflict(100));
        assertThat(witness.add(request(honest, 50, 50))).isEqualTo(new Answer.Conflict(100));
        assertThat(witness.add(body(100, List.of(), note(honest.tree(50)))))
                .isInstanceOf(Answer.Malformed.class);
    }

    @Test
    void a_proof_with_more_or_fewer_hashes_is_refused() {
        WitnessRules witness = witness(disk);
        witness.add(request(honest, 0, 100));
        List<Hash> proof = honest.tree(300).consistency(100).path();
        List<Hash> longer = new ArrayList<>(proof);
        longer.add(Hash.EMPTY);

        for (List<Hash> other :
                List.of(longer, proof.subList(0, proof.size() - 1), List.<Hash>of())) {
            assertThat(witness.add(body(100, other, note(honest.tree(300)))))
                    .isEqualTo(new Answer.Unproven());
        }
        assertThat(witness.add(body(100, List.of(Hash.EMPTY), note(honest.tree(100)))))
                .isEqualTo(new Answer.Unproven());
    }

    @Test
    void another_log_and_another_key_are_refused() {
        WitnessRules witness = witness(disk);
        String text = Checkpoint.of("other/log", 1, honest.tree(1).root()).text();
        Note otherLog = new NoteSigner("other/log", key(1)).sign(text);
        Note otherKey = new NoteSigner(log.name(), key(3)).sign(note(honest.tree(1)).text());
        Note spoiled = new Note(note(honest.tree(1)).text(), note(honest.tree(2)).signatures());

        assertThat(witness.add(body(0, List.of(), otherLog))).isEqualTo(new Answer.UnknownLog());
        assertThat(witness.add(body(0, List.of(), otherKey))).isEqualTo(new Answer.Untrusted());
        assertThat(witness.add(body(0, List.of(), spoiled))).isEqualTo(new Answer.Untrusted());
        assertThat(
                        witness.add(
                                body(
                                        0,
                                        List.of(),
                                        otherKey.with(note(honest.tree(1)).signatures()))))
                .isInstanceOf(Answer.Cosigned.class);
    }

    @Test
    void a_tree_of_no_leaves_has_one_root() {
        Note note = log.sign(Checkpoint.of(log.name(), 0, honest.leaf(0)).text());

        assertThat(witness(disk).add(body(0, List.of(), note))).isEqualTo(new Answer.Conflict(0));
    }

    @Test
    void what_is_no_request_is_refused() {
        WitnessRules witness = witness(disk);
        String good = new String(request(honest, 0, 7), StandardCharsets.UTF_8);
        for (String other :
                List.of(
                        "",
                        "\n\n",
                        good.replace("old 0", "old 00"),
                        good.replace("old 0", "old  0"),
                        good.replace("old 0", "old -1"),
                        good.replace("old 0", "new 0"),
                        good.replace("old 0\n", "old 0\nx\n"),
                        good.replace(
                                "old 0\n", "old 0\n" + (Hash.EMPTY.base64() + "\n").repeat(64)),
                        good.replaceFirst("\n\n", "\n"),
                        good.replace("\n", "\r\n"),
                        good + "\n",
                        good + "x".repeat(AddCheckpoint.MOST_BYTES))) {
            assertThat(witness.add(other.getBytes(StandardCharsets.UTF_8)))
                    .as(other)
                    .isInstanceOf(Answer.Malformed.class);
        }
    }

    @Test
    void a_key_of_a_witness_is_no_key_of_a_log() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new WitnessRules(
                                cosigner,
                                List.of(cosigner.verifierKey()),
                                new DurableFiles(disk, ROOT),
                                () -> NOW));
    }

    @Test
    void what_was_answered_is_remembered_after_a_crash_at_every_step() {
        for (long step = 0; ; step++) {
            CrashingDisk crashing = disk.copy(step);
            WitnessRules witness = witness(crashing);
            long answered = 0;
            crashing.killAt(step);
            try {
                for (long size : new long[] {10, 20, 30}) {
                    witness.add(request(honest, answered, size));
                    answered = size;
                }
                return;
            } catch (Killed _) {
                crashing.go();
            }
            crashing.losePower();

            WitnessRules restarted = witness(crashing);
            if (answered > 0) {
                assertThat(restarted.add(request(forked, answered, answered)))
                        .as("step %d", step)
                        .isInstanceOf(Answer.Conflict.class);
            }
            Answer again = restarted.add(request(honest, answered, answered + 10));
            if (again instanceof Answer.Conflict conflict) {
                assertThat(conflict.size()).as("step %d", step).isEqualTo(answered + 10);
            } else {
                assertThat(again).as("step %d", step).isInstanceOf(Answer.Cosigned.class);
            }
        }
    }

    @Test
    void a_witness_with_a_damaged_memory_cosigns_nothing() {
        WitnessRules witness = witness(disk);
        witness.add(request(honest, 0, 10));
        Path file = disk.files().keySet().iterator().next();
        disk.tamper(file, new byte[] {1, 2, 3});

        assertThatIllegalStateException()
                .isThrownBy(() -> witness(disk).add(request(honest, 10, 20)));
    }

    private WitnessRules witness(CrashingDisk on) {
        return new WitnessRules(
                cosigner, List.of(log.verifierKey()), new DurableFiles(on, ROOT), () -> NOW);
    }

    private byte[] request(TileReader reader, long old, long size) {
        Tree tree = reader.tree(size);
        return body(old, tree.consistency(old).path(), note(tree));
    }

    private static byte[] body(long old, List<Hash> proof, Note note) {
        return AddCheckpoint.of(old, proof, note).bytes();
    }

    private Note note(Tree tree) {
        return log.sign(Checkpoint.of(log.name(), tree.size(), tree.root()).text());
    }

    private static TileReader tree(String seed, int size) {
        var files = new DurableFiles(new CrashingDisk(ROOT, 0), ROOT);
        TileWriter writer = TileWriter.open(files);
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(Hash.leaf((seed + i).getBytes(StandardCharsets.US_ASCII)));
        }
        writer.append(0, leaves);
        return writer.reader();
    }

    private static SigningKey key(int fill) {
        var seed = new byte[32];
        Arrays.fill(seed, (byte) fill);
        return SigningKey.of(seed);
    }
}
