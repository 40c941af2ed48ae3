package io.unbroken.tracking.store;

import io.unbroken.ledger.merkle.Frontier;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How far the records of one partition are in the store, and whose it is to move that on. Pure: who writes it compares and sets.
///
/// @param frontier the tree of all records before [#next()], each a leaf, also those in quarantine
/// @param generation one more with each owner, so that an owner that lost the partition can no longer move it
/// @param boot the run of the store in which the records since the safe point were written; in another run its newest writes
///     may be lost
/// @param safe what the store has for good
/// @param candidate what becomes safe when it is old enough
public record Progress(
        Frontier frontier, long generation, String boot, Point safe, Point candidate) {

    /// How old a write must be to survive the store's restart. MongoDB flushes its journal every 100 ms and all data each 60 s;
    /// the second minute is for clocks that differ between our instances and for a flush that takes long.
    public static final Duration TRAILING = Duration.ofMinutes(2);

    /// Nothing was read yet.
    public static final Progress NONE =
            new Progress(
                    Frontier.EMPTY,
                    0,
                    "",
                    new Point(Frontier.EMPTY, Instant.EPOCH),
                    new Point(Frontier.EMPTY, Instant.EPOCH));

    /// How far the store was at a time, in milliseconds as the store keeps it: what was written must be equal to what is read.
    public record Point(Frontier frontier, Instant at) {

        public Point {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }

        public long next() {
            return frontier.size();
        }
    }

    /// The offset of the first record that is not in the store.
    public long next() {
        return frontier.size();
    }

    /// A new owner goes on here; from the safe point if the store has restarted since.
    public Progress claimed(String now, Instant at) {
        return now.equals(boot)
                ? new Progress(frontier, generation + 1, boot, safe, candidate)
                : new Progress(
                        safe.frontier, generation + 1, now, safe, new Point(safe.frontier, at));
    }

    /// More records are in the store, which has not restarted meanwhile.
    public Progress advanced(Frontier after, Instant at) {
        boolean old = !candidate.at.plus(TRAILING).isAfter(at);
        return new Progress(
                after,
                generation,
                boot,
                old ? candidate : safe,
                old ? new Point(after, at) : candidate);
    }
}
