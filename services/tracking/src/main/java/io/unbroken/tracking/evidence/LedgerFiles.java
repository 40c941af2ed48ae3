package io.unbroken.tracking.evidence;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.files.FileOperations;
import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Tree;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.tiles.EntryLog;
import io.unbroken.ledger.tiles.TilePath;
import io.unbroken.ledger.tiles.TileReader;
import io.unbroken.verifier.maker.SealedLog;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sealed log in the ledger's directory, whoever writes there. Reads only.
public final class LedgerFiles implements Ledgers {

    private static final String MASTER = "master";
    private static final String CHECKPOINT = "checkpoint";
    private static final int LARGEST_BUNDLE = TilePath.FULL * (EntryLog.MOST_BYTES + Short.BYTES);

    /// Of so many entries at least one lists all heads; a tree that none of them lists has none.
    private static final long MOST_ENTRIES_BACK = 2_048;

    private final DurableFiles files;

    /// @param directory the ledger's directory
    public LedgerFiles(Path directory) {
        this.files = new DurableFiles(FileOperations.disk(), directory.toAbsolutePath());
    }

    @Override
    public Optional<SealedLog> newest() {
        return files.read(MASTER + "/" + CHECKPOINT, Note.MOST_BYTES)
                .map(Note::parse)
                .map(note -> new View(files, note, Checkpoint.parse(note.text())));
    }

    /// The log at one checkpoint. For one bundle, in one thread.
    private static final class View implements SealedLog {

        private final DurableFiles files;
        private final Note note;
        private final TileReader master;
        private final Map<Long, List<byte[]>> bundles = new HashMap<>();

        View(DurableFiles files, Note note, Checkpoint checkpoint) {
            this.files = files;
            this.note = note;
            this.master =
                    new TileReader(files.below(MASTER), checkpoint.size())
                            .requireRoot(checkpoint.root());
        }

        @Override
        public Note note() {
            return note;
        }

        @Override
        public Tree master() {
            return master.tree(master.size());
        }

        @Override
        public Heads entry(long index) {
            long bundle = index / TilePath.FULL;
            List<byte[]> entries = bundles.computeIfAbsent(bundle, this::bundle);
            return Heads.parse(entries.get((int) (index % TilePath.FULL)));
        }

        @Override
        public Optional<SealedTree> tree(TreeName name) {
            long oldest = Math.max(0, master.size() - MOST_ENTRIES_BACK);
            for (long index = master.size() - 1; index >= oldest; index--) {
                Optional<Head> head = entry(index).of(name);
                if (head.isPresent()) {
                    return Optional.of(new SealedTree(index, head.get(), tree(head.get())));
                }
            }
            return Optional.empty();
        }

        private Tree tree(Head head) {
            return new TileReader(files.below(head.tree().toString()), head.size())
                    .requireRoot(head.root())
                    .tree(head.size());
        }

        // A partial bundle is deleted when the full one is there.
        private List<byte[]> bundle(long index) {
            int width = (int) Math.min(TilePath.FULL, master.size() - index * TilePath.FULL);
            var partial = new TilePath.Entries(index, width);
            var full = new TilePath.Entries(index, TilePath.FULL);
            return read(partial)
                    .or(() -> read(full))
                    .orElseThrow(() ->
                            new IllegalStateException(
                                    "expected the ledger's file %s, found none".formatted(full)));
        }

        private Optional<List<byte[]>> read(TilePath.Entries path) {
            return files.below(MASTER)
                    .read(path.toString(), LARGEST_BUNDLE)
                    .map(bytes -> EntryLog.split(path, bytes));
        }
    }
}
