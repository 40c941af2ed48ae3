package io.unbroken.tracking.audit;

import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.tiles.TileFault;
import io.unbroken.ledger.tiles.TileReader;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Holds one partition of the log, record by record, to its tiles and to every head of it that was sealed.
final class PartitionAudit {

    /// Beyond this each further one tells nothing new.
    private static final int MOST_NAMED = 100;

    private final TreeName tree;
    private final List<Head> heads;
    private final TileReader tiles;
    private final Flaws flaws;
    private final SortedMap<Long, Hash> differing = new TreeMap<>();
    private Frontier frontier = Frontier.EMPTY;
    private int nextHead;
    private boolean whole = true;

    /// @param heads in the order of sealing
    PartitionAudit(TreeName tree, List<Head> heads, TileReader tiles, Flaws flaws) {
        this.tree = tree;
        this.heads = heads;
        this.tiles = tiles;
        this.flaws = flaws;
    }

    private long sealed() {
        return heads.isEmpty() ? 0 : heads.getLast().size();
    }

    /// Takes the next record that the log has.
    void take(long offset, Hash leaf) {
        missing(offset);
        if (offset < sealed()) {
            compare(offset, leaf);
        }
        frontier = frontier.append(leaf);
        while (nextHead < heads.size() && heads.get(nextHead).size() == frontier.size()) {
            head(heads.get(nextHead));
            nextHead++;
        }
    }

    /// The log has no more.
    ///
    /// @param end the offset after its last record
    void end(long end) {
        if (end < sealed()) {
            flaws.add(
                    tree.toString(),
                    "truncated: the log ends at offset %d, sealed are %d records"
                            .formatted(end, sealed()));
        } else {
            missing(end);
        }
        name();
    }

    private void missing(long offset) {
        if (offset > frontier.size() && whole) {
            flaws.add(
                    tree + "/" + frontier.size(),
                    "missing: the log has no records at offsets %d to %d"
                            .formatted(frontier.size(), offset - 1));
            whole = false;
        }
        while (frontier.size() < offset) {
            // What is missing is taken from the tiles, so that the rest can still be compared.
            frontier = frontier.append(sealedLeaf(frontier.size()).orElse(Hash.EMPTY));
        }
    }

    private void compare(long offset, Hash leaf) {
        if (differing.size() < MOST_NAMED && !sealedLeaf(offset).equals(Optional.of(leaf))) {
            differing.put(offset, leaf);
        }
    }

    private Optional<Hash> sealedLeaf(long offset) {
        try {
            return offset < tiles.size() ? Optional.of(tiles.leaf(offset)) : Optional.empty();
        } catch (TileFault fault) {
            return Optional.empty();
        }
    }

    private void head(Head head) {
        if (whole && differing.isEmpty() && !frontier.root().equals(head.root())) {
            flaws.add(
                    tree.toString(),
                    "the first %d records do not give the root that was sealed"
                            .formatted(head.size()));
        }
    }

    /// Says of each difference whether the log or the tiles changed: the sealed root knows which of them it was made from.
    private void name() {
        if (heads.isEmpty()) {
            return;
        }
        if (tilesAreSealed()) {
            differing.forEach((offset, leaf) ->
                    flaws.add(
                            tree + "/" + offset,
                            place(leaf)
                                    .map(other ->
                                            "reordered: the log has here the record of offset "
                                                    + other)
                                    .orElse(
                                            "changed: the log's record is not the one that was sealed")));
        } else {
            flaws.add(
                    tree + " tiles",
                    differing.isEmpty()
                            ? "changed or missing: they do not give the sealed root"
                            : "changed or missing at leaves %s: they do not give the sealed root"
                                    .formatted(differing.keySet()));
        }
    }

    private Optional<Long> place(Hash leaf) {
        return differing.keySet().stream()
                .filter(offset -> sealedLeaf(offset).equals(Optional.of(leaf)))
                .findFirst();
    }

    private boolean tilesAreSealed() {
        try {
            tiles.requireRoot(heads.getLast().root());
            for (long offset = 0; offset < tiles.size(); offset++) {
                tiles.leaf(offset);
            }
            tiles.requirePartials();
            return true;
        } catch (TileFault fault) {
            return false;
        }
    }
}
