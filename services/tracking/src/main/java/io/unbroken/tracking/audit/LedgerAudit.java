package io.unbroken.tracking.audit;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.tiles.EntryLog;
import io.unbroken.ledger.tiles.TileFault;
import io.unbroken.ledger.tiles.TilePath;
import io.unbroken.ledger.tiles.TileReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Checks the ledger's directory in itself: the checkpoint's signature, the master tree under it, and each entry. Reads only.
final class LedgerAudit {

    static final String MASTER = "master";
    static final String CHECKPOINT = MASTER + "/checkpoint";

    private static final int MOST_BUNDLE_BYTES = TilePath.FULL * (EntryLog.MOST_BYTES + 2);

    private final DurableFiles master;
    private final DurableFiles ledger;
    private final VerifierKey log;
    private final Flaws flaws;

    LedgerAudit(DurableFiles ledger, VerifierKey log, Flaws flaws) {
        this.ledger = ledger;
        this.master = ledger.below(MASTER);
        this.log = log;
        this.flaws = flaws;
    }

    /// What the checkpoint vouches for; empty if there is none that can be believed.
    Optional<SealedTrees> read() {
        Optional<byte[]> bytes = ledger.read(CHECKPOINT, Note.MOST_BYTES);
        if (bytes.isEmpty()) {
            flaws.add("checkpoint", "missing; nothing vouches for the log");
            return Optional.empty();
        }
        return checkpoint("checkpoint", bytes.get()).flatMap(this::trees);
    }

    /// Checks that the checkpoints that were published are all of one history: each is valid, and the master tree had its root.
    void published(List<byte[]> notes, SealedTrees sealed) {
        TileReader tiles = new TileReader(master, sealed.checkpoint().size());
        for (int i = 0; i < notes.size(); i++) {
            String where = "checkpoints.v1 offset " + i;
            checkpoint(where, notes.get(i))
                    .filter(checkpoint -> checkpoint.size() <= tiles.size())
                    .ifPresent(checkpoint -> same(where, checkpoint, tiles));
        }
    }

    private void same(String where, Checkpoint checkpoint, TileReader tiles) {
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
            tiles.requireRoot(checkpoint.root());
        } catch (TileFault | UncheckedIOException fault) {
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
        return Optional.of(new SealedTrees(checkpoint, heads));
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
            return master.read(path.toString(), MOST_BUNDLE_BYTES)
                    .map(bytes -> EntryLog.split(path, bytes));
        } catch (TileFault torn) {
            return Optional.empty();
        }
    }
}
