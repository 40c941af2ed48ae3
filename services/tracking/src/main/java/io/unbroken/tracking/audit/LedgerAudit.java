package io.unbroken.tracking.audit;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.files.TooLong;
import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.seals.Seals;
import io.unbroken.ledger.tiles.EntryLog;
import io.unbroken.ledger.tiles.TileFault;
import io.unbroken.ledger.tiles.TileFiles;
import io.unbroken.ledger.tiles.TilePath;
import io.unbroken.ledger.tiles.TileReader;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/// Checks the ledger's directory in itself: the checkpoint's signature, the master tree under it, and each entry. Reads only.
final class LedgerAudit {

    static final String MASTER = "master";
    static final String CHECKPOINT = MASTER + "/checkpoint";

    private static final Duration BETWEEN = Duration.ofMillis(50);
    private static final byte[] NOTHING = {};
    private static final int MOST_BUNDLE_BYTES = TilePath.FULL * (EntryLog.MOST_BYTES + 2);

    private final DurableFiles master;
    private final DurableFiles ledger;
    private final VerifierKey log;
    private final Duration patience;
    private final Flaws flaws;
    private byte[] file = NOTHING;

    /// @param patience how long a checkpoint that was published may wait until the directory shows it
    LedgerAudit(DurableFiles ledger, VerifierKey log, Duration patience, Flaws flaws) {
        this.patience = patience;
        this.ledger = ledger;
        this.master = ledger.below(MASTER);
        this.log = log;
        this.flaws = flaws;
    }

    /// What the checkpoint vouches for; empty if there is none that can be believed.
    Optional<SealedTrees> read() {
        Optional<byte[]> bytes = shown();
        if (bytes.isEmpty()) {
            flaws.add("checkpoint", "missing; nothing vouches for the log");
            return Optional.empty();
        }
        file = bytes.get();
        return checkpoint("checkpoint", file).flatMap(this::trees);
    }

    /// Checks that the checkpoints that were published are all of one history: each follows the one before and is valid, the master tree had its root, it
    /// proves its heads, and the directory shows the last.
    ///
    /// @param records of the checkpoints' topic, read after the directory was
    void published(List<LogRecord> records, SealedTrees sealed) {
        TileReader tiles = new TileReader(master, sealed.checkpoint().size());
        long before = 0;
        byte[] shown = NOTHING;
        for (int i = 0; i < records.size(); i++) {
            LogRecord record = records.get(i);
            String where = "checkpoints.v1 offset " + record.position().offset();
            if (record.position().offset() != i) {
                flaws.add("checkpoints.v1 offset " + i, "missing");
            }
            Optional<Checkpoint> checkpoint = checkpoint(where, bytes(record.value()));
            if (checkpoint.isEmpty()) {
                continue;
            }
            long size = checkpoint.get().size();
            // One that was published again after a crash is of the same size as the one before.
            if (size != before && size != before + 1) {
                flaws.add(
                        where,
                        "missing or reordered: size %d follows size %d".formatted(size, before));
            }
            before = size;
            shown = size == tiles.size() ? bytes(record.value()) : shown;
            same(where, checkpoint.get(), tiles);
            heads(where, record);
        }
        if (!Arrays.equals(shown, file)) {
            flaws.add("checkpoint", "changed, or not published");
        }
        if (before > tiles.size() && !shows(before)) {
            flaws.add("checkpoint", "old: published is one of size " + before);
        }
    }

    /// What the directory shows as its checkpoint.
    private Optional<byte[]> shown() {
        try {
            return ledger.read(CHECKPOINT, Note.MOST_BYTES);
        } catch (TooLong _) {
            return Optional.of(NOTHING);
        }
    }

    /// Whether the directory's checkpoint has come to that size. It is published a moment before it is shown.
    private boolean shows(long size) {
        long looks = 1 + patience.dividedBy(BETWEEN);
        for (long look = 0; look < looks; look++) {
            Optional<Checkpoint> now = shown().flatMap(bytes -> checkpoint("checkpoint", bytes));
            if (now.isPresent() && now.get().size() >= size) {
                return true;
            }
            LockSupport.parkNanos(patience.isZero() ? 0 : BETWEEN.toNanos());
        }
        return false;
    }

    private void heads(String where, LogRecord record) {
        if (!Arrays.equals(bytes(record.key()), log.name().getBytes(StandardCharsets.UTF_8))) {
            flaws.add(where, "changed: its key is not the log's name");
        }
        try {
            new Seals(log)
                    .take(
                            bytes(record.value()),
                            header(record, Seals.HEADS_HEADER),
                            header(record, Seals.PROOF_HEADER));
        } catch (IllegalArgumentException unproved) {
            flaws.add(where, "changed: its heads are not proved: " + unproved.getMessage());
        }
    }

    private static byte[] header(LogRecord record, String name) {
        List<LogHeader> named =
                record.headers().stream().filter(header -> header.name().equals(name)).toList();
        if (named.size() != 1) {
            throw new IllegalArgumentException(
                    "expected one header %s, found %d".formatted(name, named.size()));
        }
        return bytes(named.getFirst().value());
    }

    private static byte[] bytes(Optional<Bytes> bytes) {
        return bytes.map(Bytes::array).orElse(NOTHING);
    }

    private void same(String where, Checkpoint checkpoint, TileReader tiles) {
        if (checkpoint.size() > tiles.size()) {
            return;
        }
        try {
            if (!tiles.tree(checkpoint.size()).root().equals(checkpoint.root())) {
                flaws.add(
                        where,
                        "a fork: the checkpoint of size %d has another root than the master tree had"
                                .formatted(checkpoint.size()));
            }
        } catch (TileFault fault) {
            flaws.add("master/" + fault.path(), "changed or missing");
        }
    }

    private Optional<Checkpoint> checkpoint(String where, byte[] bytes) {
        try {
            Note note = Note.parse(bytes);
            if (log.standing(note) != VerifierKey.Standing.VALID) {
                flaws.add(where, "not signed by the log's key");
                return Optional.empty();
            }
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            if (!checkpoint.origin().equals(log.name())) {
                flaws.add(where, "of another log");
                return Optional.empty();
            }
            return Optional.of(checkpoint);
        } catch (IllegalArgumentException malformed) {
            flaws.add(where, "not a checkpoint: " + malformed.getMessage());
            return Optional.empty();
        }
    }

    private Optional<SealedTrees> trees(Checkpoint checkpoint) {
        var tiles = new TileReader(master, checkpoint.size());
        try {
            tiles.requireRoot(checkpoint.root()).requirePartials();
        } catch (TileFault fault) {
            flaws.add("master", "the tiles do not give the signed root: " + fault.getMessage());
            return Optional.empty();
        }
        var heads = new TreeMap<TreeName, List<Head>>();
        for (long index = 0; index < checkpoint.size(); index++) {
            Optional<byte[]> entry = entry(index, checkpoint.size());
            if (entry.isEmpty()) {
                flaws.add("master entry " + index, "missing");
            } else if (!Hash.leaf(entry.get()).equals(tiles.leaf(index))) {
                flaws.add("master entry " + index, "changed");
            } else {
                Heads.parse(entry.get()).heads().forEach(head -> add(heads, head));
            }
        }
        partials(checkpoint.size());
        return Optional.of(new SealedTrees(checkpoint, heads));
    }

    private void partials(long size) {
        try {
            EntryLog.requirePartials(master, size, index -> entry(index, size).orElse(NOTHING));
        } catch (TileFault fault) {
            flaws.add("master/" + fault.path(), "changed: it is not the beginning of its bundle");
        }
    }

    private void add(Map<TreeName, List<Head>> heads, Head head) {
        List<Head> all = heads.computeIfAbsent(head.tree(), _ -> new ArrayList<>());
        if (!all.isEmpty() && all.getLast().size() > head.size()) {
            flaws.add(head.tree().toString(), "the sealed tree shrank to " + head.size());
        }
        all.add(head);
    }

    private Optional<byte[]> entry(long index, long size) {
        long bundle = index / TilePath.FULL;
        int width = (int) Math.min(TilePath.FULL, size - bundle * TilePath.FULL);
        return bundle(new TilePath.Entries(bundle, width))
                .or(() -> bundle(new TilePath.Entries(bundle, TilePath.FULL)))
                .filter(entries -> entries.size() > index % TilePath.FULL)
                .map(entries -> entries.get((int) (index % TilePath.FULL)));
    }

    private Optional<List<byte[]>> bundle(TilePath.Entries path) {
        try {
            return TileFiles.read(master, path, MOST_BUNDLE_BYTES)
                    .map(bytes -> EntryLog.split(path, bytes));
        } catch (TileFault torn) {
            return Optional.empty();
        }
    }
}
