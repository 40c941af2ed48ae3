package io.unbroken.tracking.sealer;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.seals.Seals;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sees every signed note and every publication, and computes all trees by the definition, from all leaves, each time.
final class Oracle {

    private final Map<Long, Hash> roots = new HashMap<>();
    private final List<byte[]> entries = new ArrayList<>();
    private final Truth truth;
    private final VerifierKey key;
    final Seals follower;

    /// What the log holds and what the recorder ever had in the store.
    interface Truth {
        List<Hash> leaves(String tree);

        long mostRecorded(String tree);
    }

    Oracle(Truth truth, VerifierKey key) {
        this.truth = truth;
        this.key = key;
        this.follower = new Seals(key);
    }

    void signed(Note note) {
        require(key.standing(note) == VerifierKey.Standing.VALID, "a bad signature");
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        Hash before = roots.putIfAbsent(checkpoint.size(), checkpoint.root());
        require(
                before == null || before.equals(checkpoint.root()),
                "two roots of size " + checkpoint.size());
    }

    void published(CheckpointLog.Published published) {
        signed(published.note());
        Checkpoint checkpoint = Checkpoint.parse(published.note().text());
        Heads heads =
                follower.take(
                        published.note().bytes(),
                        published.heads(),
                        published.proof().getBytes(StandardCharsets.US_ASCII));
        int size = (int) checkpoint.size();
        require(size <= entries.size() + 1, "a gap before size " + size);
        if (size == entries.size() + 1) {
            entries.add(published.heads());
        }
        List<Hash> leaves = entries.subList(0, size).stream().map(Hash::leaf).toList();
        require(
                root(leaves).equals(checkpoint.root()),
                "a checkpoint of other entries at size " + size);
        heads.heads().forEach(this::head);
    }

    private void head(Head head) {
        String tree = head.tree().toString();
        require(
                head.size() <= truth.mostRecorded(tree),
                "a head beyond what is recorded of " + tree);
        List<Hash> leaves = truth.leaves(tree).subList(0, (int) head.size());
        require(root(leaves).equals(head.root()), "a head that is not the log's of " + tree);
    }

    /// The size of the largest checkpoint that anybody has seen signed.
    long mostSigned() {
        return roots.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    int size() {
        return entries.size();
    }

    /// RFC 6962, 2.1, as it is written there.
    private static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.EMPTY;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return Hash.node(
                root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    static void require(boolean holds, String found) {
        if (!holds) {
            throw new AssertionError("found " + found);
        }
    }
}
