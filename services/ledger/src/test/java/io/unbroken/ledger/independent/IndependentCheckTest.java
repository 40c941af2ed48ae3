package io.unbroken.ledger.independent;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.independent.Frame.Kind;
import io.unbroken.ledger.merkle.ConsistencyProof;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.merkle.InclusionProof;
import io.unbroken.ledger.merkle.StoredHashes;
import io.unbroken.ledger.merkle.Tree;
import io.unbroken.ledger.note.Cosigner;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.note.VerifierKey.Standing;
import io.unbroken.ledger.testing.CrashingDisk;
import io.unbroken.ledger.tiles.TileReader;
import io.unbroken.ledger.tiles.TileWriter;
import io.unbroken.schemas.keys.SigningKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IndependentCheckTest {

    private static final int EVERY_SIZE = 1_100;
    private static final int LARGEST = 1 << 20;
    private static final int TILES_OF = 70_000;
    private static final int RANDOM_PROOFS = 2_000;
    private static final int NOTES = 50;
    private static final long SEED = 1;
    // The first line that Go's tlog.ParseTree demands.
    private static final String GO_ORIGIN = "go.sum database tree";
    private static final Path ROOT = Path.of("/ledger");

    private final Random random = new Random(SEED);
    private final List<Hash> leaves =
            LongStream.range(0, LARGEST).mapToObj(IndependentCheckTest::leaf).toList();

    @Test
    void go_accepts_what_we_prove_and_sign_and_we_what_go_does_and_each_refuses_what_was_changed()
            throws Exception {
        Path target = Files.createDirectories(Path.of("target/go"));
        Path program = GoCheck.build(target);
        TileReader large = tiles(LARGEST, new CrashingDisk(ROOT, SEED));

        byte[] made =
                GoCheck.run(
                        program,
                        target.resolve("errors.txt"),
                        out -> {
                            sendEverySize(out);
                            sendRandomSizes(out, large);
                            sendTiles(out);
                            sendNotes(out);
                        });

        Map<Kind, Integer> checked = checkAll(made, large);
        assertThat(checked)
                .containsEntry(Kind.ROOT, 2 * RANDOM_PROOFS)
                .containsEntry(Kind.CHECKPOINT, RANDOM_PROOFS)
                .containsEntry(Kind.NOTE, 2 * NOTES)
                .hasEntrySatisfying(Kind.INCLUSION, n -> assertThat(n).isGreaterThan(RANDOM_PROOFS))
                .hasEntrySatisfying(
                        Kind.CONSISTENCY, n -> assertThat(n).isGreaterThan(RANDOM_PROOFS));
    }

    private void sendEverySize(DataOutputStream out) throws IOException {
        StoredHashes stored = stored();
        // In this Go, the tree without leaves has a root of zeroes instead of RFC 6962's, and no
        // proofs.
        for (int size = 1; size <= EVERY_SIZE; size++) {
            var tree = new Tree(stored, size);
            send(out, Kind.ROOT, size, 0, List.of(tree.root()));
            for (int other = 0; other < size; other++) {
                send(out, Kind.INCLUSION, size, other, tree.inclusion(other).path());
                send(out, Kind.CONSISTENCY, size, other + 1, tree.consistency(other + 1).path());
            }
        }
    }

    private void sendRandomSizes(DataOutputStream out, TileReader large) throws IOException {
        for (int i = 0; i < RANDOM_PROOFS; i++) {
            int size = 1 + random.nextInt(1 << (1 + random.nextInt(20)));
            int index = random.nextInt(size);
            Tree tree = large.tree(size);
            send(out, Kind.ROOT, size, 0, List.of(tree.root()));
            send(out, Kind.INCLUSION, size, index, tree.inclusion(index).path());
            send(out, Kind.CONSISTENCY, size, index + 1, tree.consistency(index + 1).path());
            Frame checkpoint =
                    new Frame(
                            Kind.CHECKPOINT,
                            true,
                            size,
                            0,
                            Checkpoint.of(GO_ORIGIN, size, tree.root()).bytes());
            checkpoint.write(out);
            if (i % 10 == 0) {
                checkpoint.tampered(random).write(out);
            }
        }
    }

    private void sendTiles(DataOutputStream out) throws IOException {
        var disk = new CrashingDisk(ROOT, SEED);
        tiles(TILES_OF, disk);
        for (var file : disk.files().entrySet()) {
            var payload = new ByteArrayOutputStream();
            payload.writeBytes(
                    ROOT.relativize(file.getKey()).toString().getBytes(StandardCharsets.US_ASCII));
            payload.write(0);
            payload.writeBytes(file.getValue());
            new Frame(Kind.TILE, true, TILES_OF, 0, payload.toByteArray()).write(out);
            new Frame(Kind.TILE, false, TILES_OF, 0, changedEnd(payload.toByteArray())).write(out);
        }
    }

    private void sendNotes(DataOutputStream out) throws IOException {
        for (int i = 0; i < NOTES; i++) {
            var log = new NoteSigner("unbroken.local/log" + i, key());
            var witness = new Cosigner("hospital.example/" + i, key());
            Instant time = Instant.ofEpochSecond(random.nextLong(1L << 40));
            Note note = log.sign(Checkpoint.of(log.name(), i, leaf(i)).text());
            note = note.with(List.of(witness.cosign(note.text(), time)));
            String forged = note.toString().replaceFirst("\n" + i + "\n", "\n9" + i + "\n");

            sendNote(out, Kind.NOTE, true, 0, log.verifierKey(), note.toString());
            sendNote(out, Kind.NOTE, false, 0, log.verifierKey(), forged);
            long at = time.getEpochSecond();
            sendNote(out, Kind.COSIGNED, true, at, witness.verifierKey(), note.toString());
            sendNote(out, Kind.COSIGNED, false, at + 1, witness.verifierKey(), note.toString());
            sendNote(out, Kind.COSIGNED, false, at, witness.verifierKey(), forged);
        }
    }

    private static void sendNote(
            DataOutputStream out, Kind kind, boolean good, long time, VerifierKey key, String note)
            throws IOException {
        byte[] payload = (key + "\n" + note).getBytes(StandardCharsets.UTF_8);
        new Frame(kind, good, 0, time, payload).write(out);
    }

    /// One in fifty is sent a second time, changed.
    private void send(DataOutputStream out, Kind kind, long first, long second, List<Hash> hashes)
            throws IOException {
        var frame = new Frame(kind, true, first, second, Frame.bytes(hashes));
        frame.write(out);
        if (random.nextInt(50) == 0) {
            List<Hash> longer = new ArrayList<>(hashes);
            longer.add(random.nextInt(longer.size() + 1), leaf(first));
            new Frame(kind, false, first, second, Frame.bytes(longer)).write(out);
            if (!hashes.isEmpty()) {
                frame.tampered(random).write(out);
                List<Hash> shorter = hashes.subList(0, hashes.size() - 1);
                new Frame(kind, false, first, second, Frame.bytes(shorter)).write(out);
            }
        }
    }

    private static Map<Kind, Integer> checkAll(byte[] made, TileReader large) throws IOException {
        Map<Kind, Integer> checked = new EnumMap<>(Kind.class);
        try (var in = new DataInputStream(new ByteArrayInputStream(made))) {
            for (int letter = in.read(); letter >= 0; letter = in.read()) {
                Frame frame = Frame.read(letter, in);
                assertThat(accepts(frame, large))
                        .as("%s of %d and %d", frame.kind(), frame.first(), frame.second())
                        .isEqualTo(frame.good());
                checked.merge(frame.kind(), 1, Integer::sum);
            }
        }
        return checked;
    }

    private static boolean accepts(Frame frame, TileReader large) {
        Hash root = large.tree(frame.first()).root();
        return switch (frame.kind()) {
            case ROOT -> frame.hashes().equals(List.of(root));
            case INCLUSION ->
                    new InclusionProof(frame.second(), frame.first(), frame.hashes())
                            .verifies(leaf(frame.second()), root);
            case CONSISTENCY ->
                    new ConsistencyProof(frame.second(), frame.first(), frame.hashes())
                            .verifies(large.tree(frame.second()).root(), root);
            case CHECKPOINT ->
                    Checkpoint.parse(new String(frame.payload(), StandardCharsets.UTF_8))
                            .equals(Checkpoint.of(GO_ORIGIN, frame.first(), root));
            case NOTE -> {
                String text = new String(frame.payload(), StandardCharsets.UTF_8);
                int split = text.indexOf('\n');
                byte[] note = text.substring(split + 1).getBytes(StandardCharsets.UTF_8);
                yield VerifierKey.parse(text.substring(0, split)).standing(Note.parse(note))
                        == Standing.VALID;
            }
            case TILE, COSIGNED -> throw new AssertionError("Go makes none of these");
        };
    }

    private TileReader tiles(int size, CrashingDisk disk) {
        TileWriter writer = TileWriter.open(new DurableFiles(disk, ROOT));
        writer.append(0, leaves.subList(0, size));
        return writer.reader()
                .requireRoot(Frontier.EMPTY.appendAll(leaves.subList(0, size)).root());
    }

    /// All complete subtrees of the sizes of which every proof is made.
    private StoredHashes stored() {
        List<List<Hash>> levels = new ArrayList<>();
        List<Hash> level = leaves.subList(0, EVERY_SIZE);
        while (!level.isEmpty()) {
            levels.add(level);
            List<Hash> above = new ArrayList<>();
            for (int i = 0; i + 1 < level.size(); i += 2) {
                above.add(Hash.node(level.get(i), level.get(i + 1)));
            }
            level = above;
        }
        return (at, index) -> levels.get(at).get((int) index);
    }

    private SigningKey key() {
        var secret = new byte[32];
        random.nextBytes(secret);
        return SigningKey.of(secret);
    }

    private static byte[] changedEnd(byte[] bytes) {
        byte[] changed = Arrays.copyOf(bytes, bytes.length);
        changed[bytes.length - 1] ^= 1;
        return changed;
    }

    private static Hash leaf(long index) {
        return Hash.leaf(ByteBuffer.allocate(Long.BYTES).putLong(index).array());
    }
}
