package io.unbroken.tracking.recorder;

import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogReader;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.JourneyWriter.Reason;
import io.unbroken.tracking.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The loop of one thread over the partitions that it owns, one step at a time so that a simulation can drive it.
///
/// A batch is written by [BatchWriter], and progress after it, last. So after a crash between any two writes the batch is read
/// again and gives the same documents. A failure keeps the batch and tries it again, for ever: nothing is skipped. Only what
/// cannot be read is quarantined. If the store restarts, everything since the safe point is read again ([Places]).
public final class Recorder {

    /// Short enough that a shutdown is not noticed.
    private static final Duration LONGEST_POLL = Duration.ofMillis(200);

    private final LogReader reader;
    private final Places places;
    private final BatchWriter writer;
    private final Redrive redrive;
    private final AfterStatements afterStatements;
    private final Backoff backoff = new Backoff();

    private List<LogRecord> pending = List.of();

    public Recorder(
            LogReader reader,
            Store store,
            Authenticator authenticator,
            Model model,
            StatusLog status,
            Changes changes,
            InstantSource clock,
            String telemetryTopic) {
        this.reader = reader;
        this.places = new Places(reader, store, clock);
        this.writer =
                new BatchWriter(
                        store, authenticator, model, status, changes, clock, telemetryTopic);
        this.redrive = new Redrive(store, authenticator, writer, clock);
        this.afterStatements = new AfterStatements(store, authenticator, writer);
    }

    /// What came of a step.
    public sealed interface Step {

        /// A batch is in the store whole.
        record Applied(int records) implements Step {}

        /// The store has restarted or a partition has another owner: what was read is read again from where the store is.
        record Displaced() implements Step {}

        /// There was nothing to do.
        record Idle() implements Step {}

        /// Something that we need was away; the batch is kept. Rest for that long and step again.
        record Failed(RuntimeException cause, int failures, Duration rest) implements Step {}
    }

    /// Does one thing: applies the next batch, or the one that failed before.
    public Step step() {
        try {
            Step step = attempt();
            backoff.reset();
            return step;
        } catch (RuntimeException failure) {
            Duration rest = backoff.next();
            return new Step.Failed(failure, backoff.failures(), rest);
        }
    }

    private Step attempt() {
        claim();
        if (pending.isEmpty()) {
            afterStatements.some(owned(), places.boot());
            redrive.some(owned(), places.boot());
            pending = reader.poll(LONGEST_POLL);
        }
        // Partitions may have moved on to another owner while the batch waited.
        pending = owned(pending);
        if (pending.isEmpty()) {
            return places.noticeLoss() ? new Step.Displaced() : new Step.Idle();
        }
        Map<LogPartition, Frontier> grown = places.grown(pending);
        writer.write(writer.sort(pending), pending, Reason.EVENTS, places.boot());
        boolean moved = places.advance(grown);
        int records = pending.size();
        pending = List.of();
        return moved ? new Step.Applied(records) : new Step.Displaced();
    }

    /// Finds the place of each partition that came, and forgets what was read of it under an earlier ownership.
    private void claim() {
        Set<LogPartition> unplaced = reader.unplaced();
        if (!unplaced.isEmpty()) {
            pending = owned(pending);
            Set<LogPartition> claimed = places.claim();
            pending =
                    owned(pending).stream()
                            .filter(record -> !claimed.contains(record.position().partition()))
                            .toList();
            redrive.beginAnew();
            afterStatements.beginAnew();
        }
    }

    private Set<LogPartition> owned() {
        return reader.assigned().stream()
                .filter(places::owns)
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<LogRecord> owned(List<LogRecord> records) {
        return records.stream()
                .filter(record -> places.owns(record.position().partition()))
                .toList();
    }
}
