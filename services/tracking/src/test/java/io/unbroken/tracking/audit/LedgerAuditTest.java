package io.unbroken.tracking.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.files.FileOperations;
import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.merkle.HashLines;
import io.unbroken.ledger.merkle.Tree;
import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.seals.Seals;
import io.unbroken.ledger.tiles.EntryLog;
import io.unbroken.ledger.tiles.TileReader;
import io.unbroken.ledger.tiles.TileWriter;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerAuditTest {

    private static final String ORIGIN = "unbroken.local/log";
    private static final TreeName TREE = new TreeName("courier.events.v1", 0);
    private static final int RECORDS = 600;
    private static final int LONGER_THAN_ANY = 32 << 20;
    private static final int[] SEALED = {1, 256, 300, 590};

    private static final NoteSigner SIGNER = new NoteSigner(ORIGIN, SigningKey.of(new byte[32]));

    @TempDir private Path directory = Path.of("");

    private final List<Hash> log = new ArrayList<>();
    private final List<LogRecord> published = new ArrayList<>();
    private final Flaws flaws = new Flaws();

    /// A log of 600 records of which 590 are sealed by four checkpoints.
    @BeforeEach
    void seal() {
        for (int i = 0; i < RECORDS; i++) {
            log.add(Hash.leaf(("record " + i).getBytes(StandardCharsets.UTF_8)));
        }
        DurableFiles files = files();
        DurableFiles tree = files.below(TREE.toString());
        tree.createFrom(directory);
        files.below("master").createFrom(directory);
        TileWriter tiles = TileWriter.open(tree);
        EntryLog master = EntryLog.open(files.below("master"));
        int written = 0;
        for (int size : SEALED) {
            tiles.append(written, log.subList(written, size));
            written = size;
            Hash root = Frontier.EMPTY.appendAll(log.subList(0, size)).root();
            master.append(new Heads(List.of(new Head(TREE, size, root))).bytes());
            Tree grown = master.reader().tree(master.size());
            published.add(
                    published(
                            Checkpoint.of(ORIGIN, master.size(), grown.root()),
                            master.entry(master.size() - 1),
                            HashLines.format(grown.inclusion(master.size() - 1).path())));
        }
        files.replace(LedgerAudit.CHECKPOINT, published.getLast().value().orElseThrow().array());
    }

    @Test
    void what_nobody_touched_has_no_flaw() {
        audit();

        assertThat(flaws.found()).isEmpty();
    }

    @Test
    void a_changed_record_is_named_by_its_offset() {
        // when
        log.set(300, Hash.leaf(new byte[] {1}));
        audit();

        // then
        assertThat(flaws.found())
                .singleElement()
                .hasToString(
                        TREE + "/300: changed: the log's record is not the one that was sealed");
    }

    @Test
    void records_that_changed_places_are_named_as_reordered() {
        // when
        Collections.swap(log, 7, 555);
        audit();

        // then
        assertThat(flaws.found())
                .extracting(Object::toString)
                .containsExactly(
                        TREE + "/7: reordered: the log has here the record of offset 555",
                        TREE + "/555: reordered: the log has here the record of offset 7");
    }

    @Test
    void a_log_that_lost_its_end_is_truncated_and_one_that_lost_what_is_not_sealed_is_not() {
        // when
        log.subList(595, RECORDS).clear();
        audit();

        // then
        assertThat(flaws.found()).isEmpty();

        // when
        log.subList(580, log.size()).clear();
        audit();

        // then
        assertThat(flaws.found())
                .singleElement()
                .hasToString(
                        TREE + ": truncated: the log ends at offset 580, sealed are 590 records");
    }

    @Test
    void records_that_are_gone_from_the_beginning_are_missing() {
        // when
        Optional<SealedTrees> sealed = ledger().read();
        PartitionAudit partition = partition(sealed);
        for (int offset = 10; offset < RECORDS; offset++) {
            partition.take(offset, log.get(offset));
        }
        partition.end(RECORDS);

        // then
        assertThat(flaws.found())
                .singleElement()
                .hasToString(TREE + "/0: missing: the log has no records at offsets 0 to 9");
    }

    @Test
    void a_changed_or_lost_tile_is_told_from_a_changed_record() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve(TREE.toString()))) {
            for (Path tile : files.filter(Files::isRegularFile).toList()) {
                // given
                byte[] bytes = Files.readAllBytes(tile);
                byte[] changed = bytes.clone();
                changed[5] ^= 1;
                Files.write(tile, changed);
                Flaws found = new Flaws();

                // when
                audit(found);

                // then
                Files.write(tile, bytes);
                assertThat(found.found())
                        .as(tile.toString())
                        .isNotEmpty()
                        .allSatisfy(flaw -> assertThat(flaw.where()).isEqualTo(TREE + " tiles"));
            }
        }
    }

    @Test
    void a_file_that_is_longer_than_any_of_its_kind_is_named() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // given
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, LONGER_THAN_ANY));
                Flaws found = new Flaws();

                // when
                audit(found);

                // then
                Files.write(file, bytes);
                assertThat(found.found()).as(file.toString()).isNotEmpty();
            }
        }
    }

    @Test
    void a_changed_entry_of_the_master_log_is_named() throws IOException {
        // given
        Path bundle = directory.resolve("master/tile/entries/000.p/4");
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[bytes.length - 2] ^= 1;
        Files.write(bundle, bytes);

        // when
        audit();

        // then
        assertThat(flaws.found()).extracting(Flaws.Flaw::where).contains("master entry 3");
    }

    @Test
    void a_checkpoint_of_another_history_is_a_fork() {
        // when
        published.set(
                2, published(Checkpoint.of(ORIGIN, 3, Hash.leaf(new byte[0])), new byte[0], ""));
        audit();

        // then
        assertThat(flaws.found())
                .extracting(Object::toString)
                .contains(
                        "checkpoints.v1 offset 2: a fork: the checkpoint of size 3 has another root than the master tree had");
    }

    @Test
    void a_checkpoint_by_another_key_vouches_for_nothing() {
        // when
        var other =
                new NoteSigner(
                        ORIGIN,
                        SigningKey.of(
                                new byte[] {
                                    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                                    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
                                }));
        files().replace(
                        LedgerAudit.CHECKPOINT,
                        other.sign(Checkpoint.of(ORIGIN, 4, Hash.EMPTY).text()).bytes());
        Optional<SealedTrees> sealed = ledger().read();

        // then
        assertThat(sealed).isEmpty();
        assertThat(flaws.found())
                .singleElement()
                .hasToString("checkpoint: not signed by the log's key");
    }

    private LogRecord published(Checkpoint checkpoint, byte[] heads, String proof) {
        return new LogRecord(
                new LogPosition(Snapshot.CHECKPOINTS, checkpoint.size() - 1),
                Instant.EPOCH,
                Optional.of(Bytes.of(ORIGIN.getBytes(StandardCharsets.UTF_8))),
                Optional.of(Bytes.of(SIGNER.sign(checkpoint.text()).bytes())),
                List.of(
                        new LogHeader(Seals.HEADS_HEADER, Optional.of(Bytes.of(heads))),
                        new LogHeader(
                                Seals.PROOF_HEADER,
                                Optional.of(Bytes.of(proof.getBytes(StandardCharsets.US_ASCII))))));
    }

    private void audit() {
        audit(flaws);
    }

    private void audit(Flaws found) {
        var ledger =
                new LedgerAudit(
                        files(),
                        VerifierKey.parse(SIGNER.verifierKey().toString()),
                        Duration.ZERO,
                        found);
        Optional<SealedTrees> sealed = ledger.read();
        sealed.ifPresent(trees -> ledger.published(published, trees));
        PartitionAudit partition = partition(sealed, found);
        for (int offset = 0; offset < log.size(); offset++) {
            partition.take(offset, log.get(offset));
        }
        partition.end(log.size());
    }

    private LedgerAudit ledger() {
        return new LedgerAudit(
                files(), VerifierKey.parse(SIGNER.verifierKey().toString()), Duration.ZERO, flaws);
    }

    private PartitionAudit partition(Optional<SealedTrees> sealed) {
        return partition(sealed, flaws);
    }

    private PartitionAudit partition(Optional<SealedTrees> sealed, Flaws found) {
        List<Head> heads = sealed.map(trees -> trees.of(TREE)).orElse(List.of());
        long size = heads.isEmpty() ? 0 : heads.getLast().size();
        return new PartitionAudit(
                TREE, heads, new TileReader(files().below(TREE.toString()), size), found);
    }

    private DurableFiles files() {
        return new DurableFiles(FileOperations.disk(), directory);
    }
}
