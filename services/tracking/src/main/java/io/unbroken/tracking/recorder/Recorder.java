package io.unbroken.tracking.recorder;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogReader;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.JourneyWriter.Reason;
import io.unbroken.tracking.recorder.JourneyWriter.Written;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The loop of one thread over the partitions that it owns, one step at a time so that a simulation can drive it.
///
/// A batch goes through: authenticate; telemetry buckets; quarantine; journeys; status; progress, last. Each write may be
/// done again without harm, so after a crash between any two of them the batch is read again and gives the same documents.
/// A failure keeps the batch and tries it again, for ever: nothing is skipped. Only what cannot be read is quarantined.
public final class Recorder {

    /// Short enough that a shutdown is not noticed.
    private static final Duration LONGEST_POLL = Duration.ofMillis(200);

    /// Records that quarantine gives back at a time; as many as a poll.
    private static final int RETRIED_AT_ONCE = 500;

    private final LogReader reader;
    private final Store store;
    private final Authenticator authenticator;
    private final TelemetryWriter telemetry;
    private final JourneyWriter journeys;
    private final StatusLog status;
    private final Changes changes;
    private final String telemetryTopic;
    private final Backoff backoff = new Backoff();

    private List<LogRecord> pending = List.of();
    private long revisionRetried = -1;

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
        this.store = store;
        this.authenticator = authenticator;
        this.telemetry = new TelemetryWriter(store);
        this.journeys = new JourneyWriter(store, authenticator, model, clock);
        this.status = status;
        this.changes = changes;
        this.telemetryTopic = telemetryTopic;
    }

    /// What came of a step.
    public sealed interface Step {

        /// A batch is in the store whole.
        record Applied(int records) implements Step {}

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
        place();
        if (pending.isEmpty()) {
            retryQuarantined();
            pending = reader.poll(LONGEST_POLL);
        }
        if (pending.isEmpty()) {
            return new Step.Idle();
        }
        // Partitions may have moved on to another owner while the batch waited.
        pending = pending.stream().filter(record -> owned(record.position().partition())).toList();
        Sorted batch = Sorted.of(pending, authenticator, telemetryTopic);
        apply(batch, pending);
        if (!batch.next().isEmpty()) {
            store.advance(batch.next());
            reader.reached(batch.next());
        }
        int records = pending.size();
        pending = List.of();
        return new Step.Applied(records);
    }

    private boolean owned(LogPartition partition) {
        return reader.assigned().contains(partition) && !reader.unplaced().contains(partition);
    }

    /// Finds the place of each partition that came, and forgets what was read of it under an earlier ownership.
    private void place() {
        Set<LogPartition> unplaced = reader.unplaced();
        if (unplaced.isEmpty()) {
            return;
        }
        pending =
                pending.stream()
                        .filter(record -> !unplaced.contains(record.position().partition()))
                        .toList();
        Map<LogPartition, Long> progress = store.progress(unplaced);
        unplaced.forEach(p -> reader.place(p, progress.getOrDefault(p, 0L)));
        // The former owner may have missed a key that came meanwhile.
        revisionRetried = -1;
    }

    /// Applies a batch and returns the records that were quarantined on the way.
    private List<QuarantinedRecord> apply(Sorted batch, List<LogRecord> records) {
        TelemetryWriter.Written readings = telemetry.write(batch);
        if (!batch.quarantined().isEmpty()) {
            store.quarantine(batch.quarantined());
        }
        var reasons = new HashMap<CoiId, Reason>();
        batch.events().keySet().forEach(coi -> reasons.put(coi, Reason.EVENTS));
        readings.affected().forEach(coi -> reasons.put(coi, Reason.READINGS));
        Written written = journeys.write(batch.events(), reasons);
        publish(written);
        changes.journeys(written.changed());
        var quarantined = new ArrayList<QuarantinedRecord>(batch.quarantined());
        quarantined.addAll(readings.refused());
        quarantined.addAll(written.refused());
        changes.applied(records, quarantined);
        return quarantined;
    }

    /// Publishes the status also of unchanged journeys: an earlier attempt may have failed between writing and publishing.
    ///
    /// Two writers of one journey may publish in the other order than they wrote. Whoever sees, after publishing, that a newer
    /// version is there publishes that one, so that the newest is always the last.
    private void publish(Written written) {
        List<JourneyStatus> statuses = written.statuses();
        while (!statuses.isEmpty()) {
            status.publish(statuses);
            Set<CoiId> outdated = outdated(statuses);
            var reasons = new HashMap<CoiId, Reason>();
            outdated.forEach(coi -> reasons.put(coi, Reason.EVENTS));
            statuses =
                    outdated.isEmpty() ? List.of() : journeys.write(Map.of(), reasons).statuses();
        }
    }

    private Set<CoiId> outdated(List<JourneyStatus> published) {
        Map<CoiId, Long> now =
                store.versions(
                        published.stream().map(JourneyStatus::coi).collect(Collectors.toSet()));
        return published.stream()
                .filter(status -> now.getOrDefault(status.coi(), 0L) > status.version())
                .map(JourneyStatus::coi)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Tries the quarantined records of our partitions again when keys came, and lets go of those that are applied.
    ///
    /// The thread that quarantines is the one that tries again: a key that comes in between cannot be missed.
    private void retryQuarantined() {
        long revision = authenticator.revision();
        if (revision == revisionRetried) {
            return;
        }
        Set<LogPartition> partitions = reader.assigned();
        String after = "";
        while (!partitions.isEmpty()) {
            List<QuarantinedRecord> found = store.retriable(partitions, after, RETRIED_AT_ONCE);
            if (found.isEmpty()) {
                break;
            }
            after = found.getLast().record().position().id();
            retry(found.stream().map(QuarantinedRecord::record).toList());
        }
        revisionRetried = revision;
    }

    private void retry(List<LogRecord> records) {
        Sorted batch = Sorted.of(records, authenticator, telemetryTopic);
        Set<LogPosition> quarantined = positions(batch.quarantined());
        List<LogRecord> readable =
                records.stream()
                        .filter(record -> !quarantined.contains(record.position()))
                        .toList();
        if (readable.isEmpty()) {
            return;
        }
        batch.quarantined().clear();
        Set<LogPosition> refused = positions(apply(batch, readable));
        store.release(
                readable.stream()
                        .map(LogRecord::position)
                        .filter(position -> !refused.contains(position))
                        .toList());
    }

    private static Set<LogPosition> positions(Collection<QuarantinedRecord> records) {
        return records.stream()
                .map(quarantined -> quarantined.record().position())
                .collect(Collectors.toUnmodifiableSet());
    }
}
