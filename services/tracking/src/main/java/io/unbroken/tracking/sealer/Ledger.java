package io.unbroken.tracking.sealer;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.merkle.HashLines;
import io.unbroken.ledger.merkle.Tree;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.ledger.tiles.EntryLog;
import java.util.Optional;

/// The master log and the signer's state in the ledger's directory.
///
/// An entry goes through: on the disk (begun); counted in the signer's state, on the disk (concluded); signed and published. Only
/// one is ever begun and not concluded, and after a crash it is the next to be concluded. So each size has one root for ever.
///
/// Not final: the simulation plants its bugs by replacing one step.
class Ledger {

    static final String SIGNER = "signer.txt";
    static final String MASTER = "master";
    static final String CHECKPOINT = MASTER + "/checkpoint";

    private final DurableFiles files;
    private final NoteSigner signer;
    private final EntryLog master;
    private SignerState state;

    /// @throws Disagreement if the state and the tiles are not of one ledger
    /// @throws io.unbroken.ledger.tiles.TileFault if tiles are missing or altered
    Ledger(LedgerDirectory directory, NoteSigner signer) {
        this.files = directory.files();
        this.signer = signer;
        this.master = EntryLog.open(directory.tree(MASTER));
        this.state = read();
        requireOwnTiles();
    }

    SignerState state() {
        return state;
    }

    /// The entry that a crash left on the disk without counting it.
    Optional<Heads> begun() {
        return master.size() > state.size()
                ? Optional.of(Heads.parse(master.entry(state.size())))
                : Optional.empty();
    }

    /// Puts an entry on the disk.
    void begin(Heads entry) {
        master.append(entry.bytes());
    }

    /// Counts the entry that was begun, if the master tree, read again from the disk, goes on from the last one.
    ///
    /// @throws Disagreement if it does not
    void conclude(Heads entry) {
        Tree grown = master.reader().tree(state.size() + 1);
        Hash root = grown.root();
        requireContinues(grown, root);
        remember(state.after(entry, root));
    }

    void requireContinues(Tree grown, Hash root) {
        if (!grown.consistency(state.size()).verifies(state.root(), root)) {
            throw new Disagreement(
                    "the master tree of %d entries does not go on from the signed one of %d; its tiles were changed"
                            .formatted(grown.size(), state.size()));
        }
    }

    void remember(SignerState next) {
        files.replace(SIGNER, next.bytes());
        state = next;
    }

    /// Signs the checkpoint of a size that was concluded. It is the same each time.
    Note sign(long size) {
        if (size < 1 || size > state.size()) {
            throw new IllegalArgumentException(
                    "expected a size of 1 to %d, found %d".formatted(state.size(), size));
        }
        Hash root = size == state.size() ? state.root() : root(size);
        return signer.sign(Checkpoint.of(signer.name(), size, root).text());
    }

    /// What a follower needs beside a checkpoint.
    CheckpointLog.Published published(Note note, long size) {
        return new CheckpointLog.Published(
                note,
                master.entry(size - 1),
                HashLines.format(tree(size).inclusion(size - 1).path()));
    }

    /// The master tree at a size, for its proofs.
    Tree tree(long size) {
        return master.reader().tree(size);
    }

    Hash root(long size) {
        return tree(size).root();
    }

    /// Shows a published checkpoint to all who read the directory.
    void show(Note checkpoint) {
        files.replace(CHECKPOINT, checkpoint.bytes());
    }

    private SignerState read() {
        // From here on it must go on to say what it says now.
        files.settle(SIGNER);
        Optional<byte[]> bytes = files.read(SIGNER, SignerState.MOST_BYTES);
        if (bytes.isEmpty()) {
            // Before the first checkpoint there may be an entry without a state, never two.
            if (master.size() > 1) {
                throw new Disagreement(
                        "the ledger has %d entries, but %s is missing: bring it back"
                                .formatted(master.size(), SIGNER));
            }
            return SignerState.none(signer.name());
        }
        try {
            return SignerState.parse(bytes.get());
        } catch (IllegalArgumentException altered) {
            throw new Disagreement(SIGNER + " cannot be read: " + altered.getMessage(), altered);
        }
    }

    void requireOwnTiles() {
        if (!state.origin().equals(signer.name())) {
            throw new Disagreement(
                    "the ledger is of %s, but the signer of %s"
                            .formatted(state.origin(), signer.name()));
        }
        boolean fits = master.size() == state.size() || master.size() == state.size() + 1;
        if (!fits) {
            throw new Disagreement(
                    "%s counts %d entries, the tiles of the master log have %d: one of them is old or was lost"
                            .formatted(SIGNER, state.size(), master.size()));
        }
        if (!root(state.size()).equals(state.root())) {
            throw new Disagreement(
                    "the master tree of %d entries has the root %s, signed was %s"
                            .formatted(state.size(), root(state.size()), state.root()));
        }
    }
}
