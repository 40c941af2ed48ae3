package io.unbroken.tracking.recorder;

import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.JourneyWriter.Reason;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Retriable;
import io.unbroken.tracking.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Tries the quarantined records of a recorder's partitions again, some at a time between its batches, and releases those that
/// were applied.
///
/// The thread that quarantines is the one that tries again: a key that comes in between cannot be missed.
final class Redrive {

    /// So many that a key that unlocks ten thousand records is done in seconds, so few that no batch waits for long.
    private static final int AT_ONCE = 500;

    /// Also when no key came: a schema may have, and an owner that knew fewer keys may have put something aside after losing the
    /// partition.
    static final Duration EVERY = Duration.ofMinutes(1);

    private final Store store;
    private final Authenticator authenticator;
    private final BatchWriter writer;
    private final InstantSource clock;

    private long revision = -1;
    private Instant due = Instant.MIN;
    private boolean walking;
    private String after = "";

    Redrive(Store store, Authenticator authenticator, BatchWriter writer, InstantSource clock) {
        this.store = store;
        this.authenticator = authenticator;
        this.writer = writer;
        this.clock = clock;
    }

    /// From the beginning, for partitions came: their former owner may have missed a key.
    void beginAnew() {
        due = Instant.MIN;
    }

    /// Tries the next few, if it is time.
    ///
    /// @param boot the run of the store in which all that was released must have been applied
    void some(Set<LogPartition> partitions, String boot) {
        long now = authenticator.revision();
        if (now != revision || !clock.instant().isBefore(due)) {
            revision = now;
            due = clock.instant().plus(EVERY);
            walking = true;
            after = "";
        }
        if (!walking || partitions.isEmpty()) {
            return;
        }
        List<Retriable> found = store.retriable(partitions, boot, after, AT_ONCE);
        if (!found.isEmpty()) {
            retry(found, boot);
            after = found.getLast().quarantined().record().position().id();
        }
        walking = found.size() == AT_ONCE;
    }

    private void retry(List<Retriable> found, String boot) {
        List<LogRecord> records = found.stream().map(each -> each.quarantined().record()).toList();
        Sorted batch = writer.sort(records);
        keep(batch.quarantined(), found);
        Set<LogPosition> unreadable = positions(batch.quarantined());
        List<LogRecord> readable =
                records.stream().filter(record -> !unreadable.contains(record.position())).toList();
        if (readable.isEmpty()) {
            return;
        }
        batch.quarantined().clear();
        Set<LogPosition> refused = positions(writer.write(batch, readable, Reason.RETRIED, boot));
        store.release(
                readable.stream()
                        .map(LogRecord::position)
                        .filter(position -> !refused.contains(position))
                        .toList(),
                boot);
    }

    /// What is still unreadable stays; it is written again if the reason is another, or if it was out of quarantine.
    private void keep(Collection<QuarantinedRecord> unreadable, List<Retriable> found) {
        var kept =
                found.stream()
                        .filter(each -> !each.released())
                        .map(Retriable::quarantined)
                        .collect(Collectors.toSet());
        var changed = new HashSet<>(unreadable);
        changed.removeAll(kept);
        if (!changed.isEmpty()) {
            store.quarantine(changed);
        }
    }

    private static Set<LogPosition> positions(Collection<QuarantinedRecord> records) {
        return records.stream()
                .map(quarantined -> quarantined.record().position())
                .collect(Collectors.toUnmodifiableSet());
    }
}
