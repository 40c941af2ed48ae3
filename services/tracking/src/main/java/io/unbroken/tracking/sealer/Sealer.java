package io.unbroken.tracking.sealer;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.SignatureLine;
import io.unbroken.ledger.seals.Seals;
import io.unbroken.ledger.tiles.TileFault;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Seals what is recorded, one step at a time so that a simulation can drive it.
///
/// It reads the log's stored bytes itself, and compares its tree of each partition with the recorder's tree of the same records:
/// each root is computed twice. Then: tiles; entry of the master log; signer's state; signature; witnesses; publication;
/// checkpoint file. All is on the disk before the next is begun, so after a crash between any two the same checkpoint comes again.
///
/// After a [Step.Failed] it is of no more use: open another, which goes on from the disk. After a [Step.Halted] none may.
final class Sealer {

    /// Short enough that a shutdown is not noticed.
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);

    /// How long a checkpoint waits for partitions that are not read as far as the recorder has them. Those wait for the next.
    private static final Duration LONGEST_READING = Duration.ofSeconds(1);

    private final Ports ports;
    private final Ledger ledger;
    private final SortedMap<LogPartition, PartitionTree> trees;
    private final Duration interval;
    private long published;
    private Instant due = Instant.MIN;
    private Optional<Instant> aimed = Optional.empty();

    /// What the sealer works with.
    ///
    /// @param log the stored bytes
    /// @param recorded the recorder's trees
    /// @param witnesses who else watches
    /// @param checkpoints where to publish
    /// @param unrecorded topics without a recorder, of which all that is read is sealed
    record Ports(
            StoredLog log,
            RecordedTrees recorded,
            List<Witness> witnesses,
            CheckpointLog checkpoints,
            Set<String> unrecorded,
            InstantSource clock) {}

    /// What came of a step.
    sealed interface Step {

        /// A checkpoint of that size is published.
        record Sealed(long size) implements Step {}

        /// There was nothing to do, or not yet.
        record Idle() implements Step {}

        /// Something that we need was away.
        record Failed(RuntimeException cause) implements Step {}

        /// Nothing may be signed any more.
        record Halted(RuntimeException cause) implements Step {}
    }

    /// Goes on from what the directory and the published checkpoints hold.
    ///
    /// @param directory the ledger's, which nobody else writes to
    /// @throws Disagreement if they are not of one log
    /// @throws TileFault if tiles are missing or altered
    Sealer(LedgerDirectory directory, Ledger ledger, Ports ports, Duration interval) {
        this.ports = ports;
        this.ledger = ledger;
        this.interval = interval;
        this.trees = new TreeMap<>();
        for (LogPartition partition : ports.log().partitions()) {
            PartitionTree tree = PartitionTree.open(directory, partition);
            trees.put(partition, tree);
            ports.log().place(partition, tree.next());
        }
        requireSealedTiles(ledger.state().heads());
        ledger.begun().ifPresent(this::conclude);
        this.published = requirePublished();
    }

    /// Does one thing: reads on, publishes what is not published yet, or makes the next checkpoint.
    Step step() {
        try {
            read();
            if (published < ledger.state().size()) {
                return publish();
            }
            Instant now = ports.clock().instant();
            if (now.isBefore(due)) {
                return new Step.Idle();
            }
            return seal(now);
        } catch (Disagreement | TileFault halting) {
            return new Step.Halted(halting);
        } catch (RuntimeException away) {
            return new Step.Failed(away);
        }
    }

    /// Records that were read and are not sealed yet.
    long lag() {
        return trees.values().stream()
                .mapToLong(tree -> Math.max(0, tree.next() - ledger.state().sealed(tree.name())))
                .sum();
    }

    private void read() {
        Set<LogPartition> resting =
                trees.entrySet().stream()
                        .filter(entry -> entry.getValue().full())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet());
        for (LogRecord record : ports.log().poll(LONGEST_POLL, resting)) {
            Objects.requireNonNull(trees.get(record.position().partition())).take(record);
        }
    }

    private Step seal(Instant now) {
        if (aimed.isEmpty()) {
            aim();
            aimed = Optional.of(now);
        }
        makeRoom();
        boolean patient = now.isBefore(aimed.get().plus(LONGEST_READING));
        if (patient && trees.values().stream().anyMatch(tree -> !tree.reached())) {
            return new Step.Idle();
        }
        aimed = Optional.empty();
        due = now.plus(interval);
        List<PartitionTree> reached =
                trees.values().stream().filter(PartitionTree::reached).toList();
        reached.forEach(PartitionTree::requireGoal);
        List<Head> grown =
                reached.stream()
                        .filter(tree -> tree.goal() > ledger.state().sealed(tree.name()))
                        .map(PartitionTree::write)
                        .toList();
        if (grown.isEmpty()) {
            return new Step.Idle();
        }
        Heads entry = entry(grown);
        ledger.begin(entry);
        conclude(entry);
        return publish();
    }

    private void aim() {
        Set<LogPartition> recorded =
                trees.keySet().stream()
                        .filter(partition -> !ports.unrecorded().contains(partition.topic()))
                        .collect(Collectors.toUnmodifiableSet());
        Map<LogPartition, Frontier> frontiers = ports.recorded().of(recorded);
        trees.forEach((partition, tree) -> {
            if (recorded.contains(partition)) {
                tree.aim(frontiers.getOrDefault(partition, Frontier.EMPTY));
            } else {
                tree.aimAtAllRead();
            }
        });
    }

    // A partition of which more waits than fits in memory is far behind the recorder: its tiles are
    // written before they can be compared. They are sealed only after that.
    private void makeRoom() {
        trees.values().stream()
                .filter(tree -> tree.full() && !tree.reached())
                .forEach(PartitionTree::writeAll);
    }

    // Now and then an entry lists all heads, so that a follower need not read all entries.
    private Heads entry(List<Head> grown) {
        var heads = new TreeMap<TreeName, Head>();
        if (Seals.listsAllHeads(ledger.state().size())) {
            heads.putAll(ledger.state().heads());
        }
        grown.forEach(head -> heads.put(head.tree(), head));
        return new Heads(new ArrayList<>(heads.values()));
    }

    private void conclude(Heads entry) {
        requireSealedTiles(
                entry.heads().stream().collect(Collectors.toMap(Head::tree, head -> head)));
        ledger.conclude(entry);
    }

    private Step publish() {
        long size = published + 1;
        Note note = ledger.sign(size);
        boolean last = size == ledger.state().size();
        if (last) {
            note = note.with(cosignatures(note, size));
        }
        ports.checkpoints().publish(ledger.published(note, size));
        published = size;
        if (last) {
            ledger.show(note);
        }
        return new Step.Sealed(size);
    }

    private List<SignatureLine> cosignatures(Note note, long size) {
        return ports.witnesses().stream()
                .flatMap(witness -> witness.cosign(note, ledger.tree(size)).stream())
                .toList();
    }

    private void requireSealedTiles(Map<TreeName, Head> heads) {
        Map<TreeName, PartitionTree> byName =
                trees.values().stream().collect(Collectors.toMap(PartitionTree::name, t -> t));
        heads.forEach((name, head) -> {
            PartitionTree tree = byName.get(name);
            if (tree == null) {
                // Brokers never forget a partition, but may not all know it at their start.
                throw new IllegalStateException(
                        "expected a partition %s, of which %d records are sealed"
                                .formatted(name, head.size()));
            }
            if (tree.size() < head.size()) {
                throw new Disagreement(
                        "sealed are %d records of %s, but the tiles have %d: some are missing"
                                .formatted(head.size(), name, tree.size()));
            }
            if (!tree.root(head.size()).equals(head.root())) {
                throw new Disagreement(
                        "sealed was the root %s of the first %d records of %s, the tiles give %s"
                                .formatted(head.root(), head.size(), name, tree.root(head.size())));
            }
        });
    }

    // A published checkpoint that the directory does not know: the directory is old, or of another
    // log.
    private long requirePublished() {
        Optional<Note> latest = ports.checkpoints().latest();
        if (latest.isEmpty()) {
            return 0;
        }
        Checkpoint found = Checkpoint.parse(latest.get().text());
        if (found.size() > ledger.state().size()) {
            throw new Disagreement(
                    "published is a checkpoint of size %d, but the ledger has signed up to %d: its directory is old or was lost"
                            .formatted(found.size(), ledger.state().size()));
        }
        if (!ledger.root(found.size()).equals(found.root())) {
            throw new Disagreement(
                    "published is a checkpoint of size %d with the root %s, the ledger's is %s"
                            .formatted(found.size(), found.root(), ledger.root(found.size())));
        }
        if (found.size() == ledger.state().size()) {
            // A crash may have come between its publication and this.
            ledger.show(latest.get());
        }
        return found.size();
    }
}
