package io.unbroken.tracking.recorder;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.recorder.Authenticator.Unreadable;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.KeptBlock;
import io.unbroken.tracking.store.KeptEvent;
import io.unbroken.tracking.store.KeptEvent.Statement;
import io.unbroken.tracking.store.QuarantinedRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A batch of records, each authenticated and put where it belongs.
///
/// @param events by journey
/// @param blocks by bucket; one that spans midnight stands under both days
/// @param arrivals what came of each logger
/// @param quarantined what could not be read
record Sorted(
        Map<CoiId, List<KeptEvent>> events,
        Map<BucketId, List<KeptBlock>> blocks,
        Map<LoggerId, Arrival> arrivals,
        List<QuarantinedRecord> quarantined) {

    static Sorted of(
            Collection<LogRecord> records, Authenticator authenticator, String telemetryTopic) {
        var sorted =
                new Sorted(new HashMap<>(), new HashMap<>(), new HashMap<>(), new ArrayList<>());
        for (LogRecord record : records) {
            if (record.position().partition().topic().equals(telemetryTopic)) {
                sorted.addReadings(record, authenticator);
            } else {
                sorted.addEvent(record, authenticator);
            }
        }
        return sorted;
    }

    private void addEvent(LogRecord record, Authenticator authenticator) {
        switch (authenticator.event(record)) {
            case Authentic(var event) ->
                    events.computeIfAbsent(event.event().coi(), _ -> new ArrayList<>())
                            .add(new KeptEvent(Statement.of(event), record));
            case Unreadable(var reason, var detail, var retriable) ->
                    quarantined.add(new QuarantinedRecord(record, reason, detail, retriable));
        }
    }

    private void addReadings(LogRecord record, Authenticator authenticator) {
        switch (authenticator.readings(record)) {
            case Authentic(var readings) -> {
                readings.days()
                        .forEach(day ->
                                blocks.computeIfAbsent(
                                                new BucketId(readings.logger(), day),
                                                _ -> new ArrayList<>())
                                        .add(new KeptBlock(readings.statement(), record)));
                arrivals.computeIfAbsent(readings.logger(), _ -> new Arrival()).add(readings);
            }
            case Unreadable(var reason, var detail, var retriable) ->
                    quarantined.add(new QuarantinedRecord(record, reason, detail, retriable));
        }
    }
}
