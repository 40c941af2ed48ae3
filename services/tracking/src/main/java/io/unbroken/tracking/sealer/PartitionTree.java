package io.unbroken.tracking.sealer;

import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.tiles.TileReader;
import io.unbroken.ledger.tiles.TileWriter;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import java.util.ArrayList;
import java.util.List;

/// One partition's tree: the tiles, and the leaves that were read beyond them.
///
/// Leaves wait in memory until the recorder's tree is known at their place, and only then become tiles. At the start the last
/// leaves of the tiles are read from the log again: tiles of records that the log no longer has are found.
final class PartitionTree {

    /// Leaves that are read again at the start: a full tile, and more than the log writes between two checkpoints.
    static final long READ_AGAIN = 512;

    /// Leaves in memory: 64,000 are some 5 MB. Whoever is so far behind the recorder writes them before they are compared.
    static final int MOST_WAITING = 65_536;

    private final TreeName name;
    private final TileWriter tiles;
    private final List<Hash> waiting = new ArrayList<>();
    private final TileReader again;
    private Frontier written;
    private long next;
    private Frontier goal = Frontier.EMPTY;

    private PartitionTree(TreeName name, TileWriter tiles) {
        this.name = name;
        this.tiles = tiles;
        this.again = tiles.reader();
        this.written = tiles.frontier();
        this.next = Math.max(0, tiles.size() - READ_AGAIN);
    }

    static PartitionTree open(LedgerDirectory ledger, LogPartition partition) {
        var name = new TreeName(partition.topic(), partition.partition());
        return new PartitionTree(name, TileWriter.open(ledger.tree(name.toString())));
    }

    TreeName name() {
        return name;
    }

    /// The offset of the next record to be read.
    long next() {
        return next;
    }

    /// Whether the log gave the last leaves of the tiles again, as they were.
    boolean confirmed() {
        return next >= tiles.size();
    }

    /// Whether no more can be kept in memory.
    boolean full() {
        return waiting.size() >= MOST_WAITING;
    }

    /// Takes the next record.
    ///
    /// @throws Disagreement if it is not the next, or another than the tiles have
    void take(LogRecord record) {
        long offset = record.position().offset();
        if (offset != next) {
            throw new Disagreement(
                    "expected offset %d of %s, found %d".formatted(next, name, offset));
        }
        Hash leaf = record.leaf();
        if (offset < again.size()) {
            if (!again.leaf(offset).equals(leaf)) {
                throw new Disagreement(
                        "the log's record at offset %d of %s is not the one of which the tiles have the leaf"
                                .formatted(offset, name));
            }
        } else {
            waiting.add(leaf);
        }
        next++;
    }

    /// What the recorder's tree is now. It stays the goal until it is reached, for the recorder may always be a bit ahead.
    void aim(Frontier recorded) {
        if (reached() || recorded.size() < goal.size()) {
            goal = recorded;
        }
    }

    /// All that was read is the goal: of this partition there is no recorder.
    void aimAtAllRead() {
        goal = ahead(known());
    }

    /// Whether all leaves up to the goal were read.
    boolean reached() {
        return confirmed() && goal.size() <= known();
    }

    /// Compares the goal with the own tree of the same size.
    ///
    /// @throws Disagreement if they are not the same
    void requireGoal() {
        if (goal.size() == 0) {
            return;
        }
        Hash own =
                goal.size() < tiles.size()
                        ? tiles.reader().tree(goal.size()).root()
                        : ahead(goal.size()).root();
        if (!own.equals(goal.root())) {
            throw new Disagreement(
                    "the recorder's tree of the first %d records of %s has the root %s, the log's stored bytes give %s"
                            .formatted(goal.size(), name, goal.root(), own));
        }
    }

    /// Writes the tiles up to the goal and returns the head there.
    ///
    /// @throws Disagreement if the tiles, read again, do not give the root of the goal
    Head write() {
        writeUpTo(goal.size());
        Hash stored = root(goal.size());
        if (!stored.equals(goal.root())) {
            throw new Disagreement(
                    "the tiles of %s are not what was written to them".formatted(name));
        }
        return new Head(name, goal.size(), stored);
    }

    /// How many leaves the goal has.
    long goal() {
        return goal.size();
    }

    /// Makes room by writing all that waits, of which nothing is sealed yet.
    void writeAll() {
        writeUpTo(known());
    }

    /// The root of the tiles at a size.
    Hash root(long size) {
        return tiles.reader().tree(size).root();
    }

    /// How many leaves are in tiles.
    long size() {
        return tiles.size();
    }

    private long known() {
        return tiles.size() + waiting.size();
    }

    private void writeUpTo(long size) {
        if (size <= tiles.size()) {
            return;
        }
        List<Hash> leaves = waiting.subList(0, (int) (size - tiles.size()));
        written = written.appendAll(leaves);
        tiles.append(tiles.size(), List.copyOf(leaves));
        leaves.clear();
    }

    private Frontier ahead(long size) {
        return written.appendAll(waiting.subList(0, (int) (size - tiles.size())));
    }
}
