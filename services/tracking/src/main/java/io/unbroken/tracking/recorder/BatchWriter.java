package io.unbroken.tracking.recorder;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.JourneyWriter.Reason;
import io.unbroken.tracking.recorder.JourneyWriter.Written;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes a batch: telemetry buckets; quarantine; journeys; status. Each write may be done again without harm, so a batch that
/// failed anywhere is written again from the start and gives the same documents.
final class BatchWriter {

    private final Store store;
    private final Authenticator authenticator;
    private final TelemetryWriter telemetry;
    private final JourneyWriter journeys;
    private final StatusLog status;
    private final Changes changes;
    private final String telemetryTopic;

    BatchWriter(
            Store store,
            Authenticator authenticator,
            Model model,
            StatusLog status,
            Changes changes,
            InstantSource clock,
            String telemetryTopic) {
        this.store = store;
        this.authenticator = authenticator;
        this.telemetry = new TelemetryWriter(store, authenticator, clock);
        this.journeys = new JourneyWriter(store, authenticator, model, clock);
        this.status = status;
        this.changes = changes;
        this.telemetryTopic = telemetryTopic;
    }

    Sorted sort(Collection<LogRecord> records) {
        return Sorted.of(records, authenticator, telemetryTopic);
    }

    /// Writes a batch and returns the records that were quarantined on the way.
    ///
    /// @param reason why the journeys of its events are looked at
    /// @param boot the run of the store
    List<QuarantinedRecord> write(
            Sorted batch, List<LogRecord> records, Reason reason, String boot) {
        TelemetryWriter.Written readings = telemetry.write(batch);
        if (!batch.quarantined().isEmpty()) {
            store.quarantine(batch.quarantined());
        }
        var reasons = new HashMap<CoiId, Reason>();
        batch.events().keySet().forEach(coi -> reasons.put(coi, reason));
        readings.told().affected().forEach(coi -> reasons.put(coi, Reason.READINGS));
        Written written = journeys.write(batch.events(), reasons, boot);
        publish(written, Reason.EVENTS);
        changes.journeys(written.changed());
        changes.readings(readings.told().live());
        var quarantined = new ArrayList<QuarantinedRecord>(batch.quarantined());
        quarantined.addAll(readings.refused());
        quarantined.addAll(written.refused());
        changes.applied(records, quarantined);
        return quarantined;
    }

    /// Derives journeys again after the root said something of a key, or an edition of a product's rules came.
    ///
    /// @param boot the run of the store
    void deriveAgain(Set<CoiId> again, String boot) {
        var reasons = new HashMap<CoiId, Reason>();
        again.forEach(coi -> reasons.put(coi, Reason.STATEMENTS));
        Written written = journeys.write(Map.of(), reasons, boot);
        publish(written, Reason.STATEMENTS);
        journeys.done(written);
        changes.journeys(written.changed());
        if (!written.refused().isEmpty()) {
            changes.applied(List.of(), written.refused());
        }
    }

    /// Replaces journeys even if nothing about them has changed, and publishes their statuses.
    void renew(Set<CoiId> again, String boot) {
        var reasons = new HashMap<CoiId, Reason>();
        again.forEach(coi -> reasons.put(coi, Reason.RETRIED));
        publish(journeys.write(Map.of(), reasons, boot), Reason.RETRIED);
    }

    /// Publishes the status also of unchanged journeys: an earlier attempt may have failed between writing and publishing.
    ///
    /// Two writers of one journey may publish in the other order than they wrote. Whoever sees, after publishing, that a newer
    /// version is there publishes that one, so that the newest is always the last.
    private void publish(Written written, Reason reason) {
        Collection<JourneyStatus> statuses = written.statuses().values();
        // Of a namespace that is in force no more nobody shall hear; the batch comes again in the
        // next.
        while (!statuses.isEmpty() && store.inForce()) {
            status.publish(statuses);
            Set<CoiId> outdated = outdated(statuses);
            statuses =
                    outdated.isEmpty()
                            ? List.of()
                            : journeys.statuses(outdated, reason, written.boot());
        }
    }

    private Set<CoiId> outdated(Collection<JourneyStatus> published) {
        Map<CoiId, Long> now =
                store.versions(
                        published.stream().map(JourneyStatus::coi).collect(Collectors.toSet()));
        return published.stream()
                .filter(status -> now.getOrDefault(status.coi(), 0L) > status.version())
                .map(JourneyStatus::coi)
                .collect(Collectors.toUnmodifiableSet());
    }
}
