package io.unbroken.tracking.sealer;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.seals.Seals;
import io.unbroken.ledger.tiles.EntryLog;
import io.unbroken.ledger.tiles.TileFault;
import io.unbroken.ledger.tiles.TileWriter;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Makes a ledger's directory again out of the log: the master log from the entries that were published, each partition's tiles from its records,
/// each held to the root that was signed. Nothing is signed here.
///
/// What may have been signed last and was not published yet must come again and never another. It is known from the signer's state, or
/// from the entry that was begun; if both are lost, from the witnesses, who alone can have seen it.
///
/// While it works the directory must be halted, and nobody else may have it. After a crash it is begun again.
final class Restoration {

    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);

    /// After so many polls without a record the log has no more.
    private static final int MOST_EMPTY_POLLS = 60;

    /// Leaves between two writes: some 260 KB of memory a partition.
    private static final int AT_ONCE = 8_192;

    private final LedgerDirectory directory;
    private final String origin;
    private final Ports ports;

    /// What it works with.
    ///
    /// @param log the stored bytes
    /// @param published all checkpoints
    /// @param witnesses who else may have seen one
    /// @param away takes a directory of the ledger's away, so that it is no more in the place of that name
    /// @param report is told what is done
    record Ports(
            StoredLog log,
            PublishedLedger published,
            List<Witness> witnesses,
            Consumer<String> away,
            Consumer<String> report) {}

    /// What came of it.
    ///
    /// @param checkpoint the size of the last one
    /// @param records under it
    /// @param signerKept whether the signer's state was there and is what it was
    record Restored(long checkpoint, long records, boolean signerKept) {}

    /// @param origin the log's name
    Restoration(LedgerDirectory directory, String origin, Ports ports) {
        this.directory = directory;
        this.origin = origin;
        this.ports = ports;
    }

    /// Does all of it.
    ///
    /// @throws Disagreement if the log, what was published, the signer's state and the witnesses are not of one history: then nothing may
    ///     be signed any more
    Restored run() {
        Published published = published();
        Optional<SignerState> kept = kept().filter(state -> state.size() >= published.state.size());
        kept.ifPresent(state -> requireAhead(state, published));
        Optional<Heads> begun = begun(published, kept);
        SignerState state = kept.orElse(published.state);

        clear();
        EntryLog master = master(begun);
        if (kept.isEmpty()) {
            published.note.ifPresent(note -> requireNoneAhead(note, master));
        }
        SortedMap<TreeName, Head> heads = new TreeMap<>(published.state.heads());
        begun.ifPresent(entry -> entry.heads().forEach(head -> heads.put(head.tree(), head)));
        long records = trees(heads);
        published.note.ifPresent(
                note -> directory.files().replace(Ledger.CHECKPOINT, note.bytes()));
        if (kept.isEmpty() && state.size() > 0) {
            directory.files().replace(Ledger.SIGNER, state.bytes());
        }
        return new Restored(published.state.size(), records, kept.isPresent());
    }

    /// All that was published, as the state that the signer had then.
    private record Published(SignerState state, Optional<Note> note) {}

    private Published published() {
        var seen =
                new Object() {
                    SignerState state = SignerState.none(origin);
                    Frontier master = Frontier.EMPTY;
                    Optional<Note> note = Optional.empty();
                };
        ports.published()
                .read(entry -> {
                    long size = entry.checkpoint().size();
                    if (size <= seen.state.size()) {
                        return;
                    }
                    if (size != seen.state.size() + 1) {
                        throw new Disagreement(
                                "no checkpoint of size %d is published, but one of size %d: the topic was cut"
                                        .formatted(seen.state.size() + 1, size));
                    }
                    seen.master = seen.master.append(entry.heads().leaf());
                    if (!seen.master.root().equals(entry.checkpoint().root())) {
                        throw new Disagreement(
                                "the published entries give the root %s at size %d, signed was %s: a fork was published"
                                        .formatted(
                                                seen.master.root(),
                                                size,
                                                entry.checkpoint().root()));
                    }
                    seen.state = seen.state.after(entry.heads(), seen.master.root());
                    seen.note = Optional.of(entry.note());
                });
        return new Published(seen.state, seen.note);
    }

    /// The signer's state, if it is there and can be read. An unreadable one says as little as a lost one.
    private Optional<SignerState> kept() {
        try {
            return directory
                    .files()
                    .read(Ledger.SIGNER, SignerState.MOST_BYTES)
                    .map(SignerState::parse)
                    .filter(state -> state.origin().equals(origin));
        } catch (IllegalArgumentException altered) {
            return Optional.empty();
        }
    }

    private static void requireAhead(SignerState kept, Published published) {
        boolean same =
                kept.size() == published.state.size()
                        && !kept.root().equals(published.state.root());
        if (same || kept.size() > published.state.size() + 1) {
            throw new Disagreement(
                    "%s counts %d entries with the root %s, published are %d with the root %s"
                            .formatted(
                                    Ledger.SIGNER,
                                    kept.size(),
                                    kept.root(),
                                    published.state.size(),
                                    published.state.root()));
        }
    }

    /// The entry after the last one that was published: it may have been signed.
    private Optional<Heads> begun(Published published, Optional<SignerState> kept) {
        boolean counted = kept.filter(state -> state.size() > published.state.size()).isPresent();
        if (kept.isPresent() && !counted) {
            // What is not counted was never signed.
            return Optional.empty();
        }
        Optional<Heads> found =
                written(published.state)
                        .or(() -> kept.flatMap(state -> told(published.state, state)));
        if (counted && found.isEmpty()) {
            throw new Disagreement(
                    "%s counts an entry that was not published and cannot be made again"
                            .formatted(Ledger.SIGNER));
        }
        if (counted) {
            Hash root = kept.orElseThrow().root();
            Frontier grown = grown(found.orElseThrow());
            if (!grown.root().equals(root)) {
                throw new Disagreement(
                        "the entry after the last one that was published gives the root %s, %s has %s"
                                .formatted(grown.root(), Ledger.SIGNER, root));
            }
        }
        return found;
    }

    private Frontier grown(Heads last) {
        var master = new Frontier[] {Frontier.EMPTY};
        var size = new long[] {0};
        ports.published()
                .read(entry -> {
                    if (entry.checkpoint().size() == size[0] + 1) {
                        master[0] = master[0].append(entry.heads().leaf());
                        size[0]++;
                    }
                });
        return master[0].append(last.leaf());
    }

    /// As the master log of the directory still has it.
    private Optional<Heads> written(SignerState published) {
        if (!directory.files().exists(Ledger.MASTER)) {
            return Optional.empty();
        }
        try {
            EntryLog old = EntryLog.open(directory.tree(Ledger.MASTER));
            return old.size() == published.size() + 1
                            && old.reader().tree(published.size()).root().equals(published.root())
                    ? Optional.of(Heads.parse(old.entry(published.size())))
                    : Optional.empty();
        } catch (TileFault | IllegalArgumentException | UncheckedIOException damaged) {
            return Optional.empty();
        }
    }

    /// As the signer's state tells it: the heads that are others than before.
    private static Optional<Heads> told(SignerState published, SignerState kept) {
        boolean all = Seals.listsAllHeads(published.size());
        List<Head> grown =
                kept.heads().values().stream()
                        .filter(head -> all || !head.equals(published.heads().get(head.tree())))
                        .toList();
        return grown.isEmpty() ? Optional.empty() : Optional.of(new Heads(grown));
    }

    private void clear() {
        for (String name : directory.files().names("")) {
            boolean tree = name.equals(Ledger.MASTER) || name.contains(".v");
            if (tree) {
                ports.away().accept(name);
            }
        }
    }

    private EntryLog master(Optional<Heads> begun) {
        EntryLog master = EntryLog.open(directory.tree(Ledger.MASTER));
        ports.published()
                .read(entry -> {
                    if (entry.checkpoint().size() == master.size() + 1) {
                        master.append(entry.heads().bytes());
                    }
                });
        ports.report().accept("%,d entries of the master log".formatted(master.size()));
        begun.ifPresent(entry -> master.append(entry.bytes()));
        return master;
    }

    /// A witness that is at the last published checkpoint has seen none after it. One that is away may have.
    private void requireNoneAhead(Note note, EntryLog master) {
        long size = Checkpoint.parse(note.text()).size();
        for (Witness witness : ports.witnesses()) {
            if (witness.cosign(note, master.reader().tree(size)).isEmpty()) {
                throw new Disagreement(
                        "a witness does not answer: it may have seen a checkpoint after the last one that was published. Start it, or take it from"
                                + " the settings if it is gone for good");
            }
        }
    }

    private long trees(Map<TreeName, Head> heads) {
        Map<LogPartition, Growing> growing = new HashMap<>();
        heads.forEach((name, head) -> {
            var partition = new LogPartition(name.topic(), name.partition());
            growing.put(
                    partition, new Growing(head, TileWriter.open(directory.tree(name.toString()))));
            ports.log().place(partition, 0);
        });
        int empty = 0;
        while (growing.values().stream().anyMatch(tree -> !tree.complete())) {
            List<LogRecord> records =
                    ports.log()
                            .poll(
                                    LONGEST_POLL,
                                    growing.entrySet().stream()
                                            .filter(entry -> entry.getValue().complete())
                                            .map(Map.Entry::getKey)
                                            .collect(Collectors.toUnmodifiableSet()));
            empty = records.isEmpty() ? empty + 1 : 0;
            if (empty > MOST_EMPTY_POLLS) {
                throw new Disagreement(
                        "the log has fewer records than were sealed, of "
                                + growing.values().stream()
                                        .filter(tree -> !tree.complete())
                                        .map(tree -> tree.head.tree())
                                        .toList());
            }
            for (LogRecord record : records) {
                // Of a partition without a head nothing is sealed yet.
                Optional.ofNullable(growing.get(record.position().partition()))
                        .ifPresent(tree -> tree.take(record));
            }
        }
        growing.values().forEach(Growing::end);
        ports.report().accept("the tiles of %,d partitions".formatted(growing.size()));
        return heads.values().stream().mapToLong(Head::size).sum();
    }

    /// The tiles of one partition, up to what is sealed.
    private static final class Growing {
        private final Head head;
        private final TileWriter tiles;
        private final List<Hash> waiting = new ArrayList<>();
        private long next;

        Growing(Head head, TileWriter tiles) {
            this.head = head;
            this.tiles = tiles;
        }

        boolean complete() {
            return next >= head.size();
        }

        void take(LogRecord record) {
            if (complete()) {
                return;
            }
            if (record.position().offset() != next) {
                throw new Disagreement(
                        "expected offset %d of %s, found %d"
                                .formatted(next, head.tree(), record.position().offset()));
            }
            waiting.add(record.leaf());
            next++;
            if (waiting.size() == AT_ONCE) {
                write();
            }
        }

        void end() {
            write();
            Hash root = tiles.reader().tree(head.size()).root();
            if (!root.equals(head.root())) {
                throw new Disagreement(
                        "the log's first %d records of %s have the root %s, sealed was %s: the log was changed"
                                .formatted(head.size(), head.tree(), root, head.root()));
            }
        }

        private void write() {
            tiles.append(tiles.size(), List.copyOf(waiting));
            waiting.clear();
        }
    }
}
