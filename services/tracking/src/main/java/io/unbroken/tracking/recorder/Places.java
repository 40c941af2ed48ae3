package io.unbroken.tracking.recorder;

import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogReader;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.store.Progress;
import io.unbroken.tracking.store.ProgressMove;
import io.unbroken.tracking.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The partitions that one recorder owns, and how far each is.
///
/// Owning is a claim in the store: a generation that only the last claimant has. Whoever lost a partition without knowing (a process
/// that was stopped and woke up) can still write journeys, which compare-and-set keeps whole, but can no longer move progress.
/// A claim begins where progress is; at its safe point if the store has restarted since, for then its newest writes may be lost.
final class Places {

    /// A partition without records tells within this time that it has another owner.
    private static final Duration LOOKS_APART = Duration.ofSeconds(10);

    private final LogReader reader;
    private final Store store;
    private final InstantSource clock;
    private final Map<LogPartition, Progress> owned = new HashMap<>();
    private String boot = "";
    private Instant looked = Instant.MIN;

    Places(LogReader reader, Store store, InstantSource clock) {
        this.reader = reader;
        this.store = store;
        this.clock = clock;
    }

    /// Claims the partitions that wait for a place and returns those that were got; another claimant may have been faster.
    Set<LogPartition> claim() {
        if (reader.unplaced().isEmpty()) {
            return Set.of();
        }
        // Asked before progress is read: a restart in between is found by the next look.
        noticeRestart();
        Set<LogPartition> unplaced = reader.unplaced();
        owned.keySet().removeAll(unplaced);
        Map<LogPartition, Progress> found = store.progress(unplaced);
        var moves = new ArrayList<ProgressMove>();
        for (LogPartition partition : unplaced) {
            Progress before = found.getOrDefault(partition, Progress.NONE);
            moves.add(new ProgressMove(partition, before, before.claimed(boot, clock.instant())));
        }
        take(moves);
        Set<LogPartition> claimed = new HashSet<>(unplaced);
        claimed.retainAll(owned.keySet());
        claimed.forEach(partition -> reader.place(partition, place(partition).next()));
        return claimed;
    }

    /// Whether the store has restarted; all partitions must then be claimed anew.
    boolean noticeRestart() {
        String now = store.boot();
        if (now.equals(boot)) {
            return false;
        }
        boot = now;
        giveUp(Set.copyOf(owned.keySet()));
        return true;
    }

    /// Whether something was lost while there was nothing to do: to a restart of the store, or to another claimant, which may have
    /// set progress back to the safe point. Progress would stay there until the next record comes.
    boolean noticeLoss() {
        if (noticeRestart()) {
            return true;
        }
        Instant now = clock.instant();
        if (looked.isAfter(now.minus(LOOKS_APART))) {
            return false;
        }
        Map<LogPartition, Progress> found = store.progress(Set.copyOf(owned.keySet()));
        looked = now;
        Set<LogPartition> lost = new HashSet<>(owned.keySet());
        lost.removeIf(partition -> place(partition).equals(found.get(partition)));
        giveUp(lost);
        return !lost.isEmpty();
    }

    /// The run of the store in which all that this recorder wrote is there.
    String boot() {
        return boot;
    }

    /// Whether this recorder may write what this partition says.
    boolean owns(LogPartition partition) {
        return owned.containsKey(partition)
                && reader.assigned().contains(partition)
                && !reader.unplaced().contains(partition);
    }

    /// The trees of the partitions after these records.
    ///
    /// @throws IllegalStateException if one is not the next of its partition: an offset is the index of a leaf, so a gap is an
    ///     alarm, never a skip
    Map<LogPartition, Frontier> grown(List<LogRecord> records) {
        var leaves = new HashMap<LogPartition, List<Hash>>();
        for (LogRecord record : records) {
            LogPartition partition = record.position().partition();
            List<Hash> of = leaves.computeIfAbsent(partition, _ -> new ArrayList<>());
            long expected = place(partition).next() + of.size();
            if (record.position().offset() != expected) {
                throw new IllegalStateException(
                        "expected offset %d of %s, found %d"
                                .formatted(expected, partition, record.position().offset()));
            }
            of.add(record.leaf());
        }
        var grown = new HashMap<LogPartition, Frontier>();
        leaves.forEach(
                (partition, of) -> grown.put(partition, place(partition).frontier().appendAll(of)));
        return grown;
    }

    /// Moves progress on after all that these trees hold was written. Where it was lost to another owner, or the store has
    /// restarted under it, the partition waits to be claimed again.
    ///
    /// @return whether all was moved
    boolean advance(Map<LogPartition, Frontier> grown) {
        if (noticeRestart()) {
            return false;
        }
        var moves = new ArrayList<ProgressMove>();
        grown.forEach((partition, frontier) -> {
            Progress before = place(partition);
            moves.add(
                    new ProgressMove(
                            partition, before, before.advanced(frontier, clock.instant())));
        });
        return moves.isEmpty() || take(moves);
    }

    private boolean take(List<ProgressMove> moves) {
        Set<LogPartition> lost = store.move(moves);
        var reached = new HashMap<LogPartition, Long>();
        for (ProgressMove move : moves) {
            if (!lost.contains(move.partition())) {
                owned.put(move.partition(), move.after());
                reached.put(move.partition(), move.after().next());
            }
        }
        giveUp(lost);
        reader.reached(reached);
        return lost.isEmpty();
    }

    private void giveUp(Set<LogPartition> lost) {
        owned.keySet().removeAll(lost);
        reader.displace(lost);
    }

    private Progress place(LogPartition partition) {
        Progress place = owned.get(partition);
        if (place == null) {
            throw new IllegalStateException("expected to own " + partition);
        }
        return place;
    }
}
