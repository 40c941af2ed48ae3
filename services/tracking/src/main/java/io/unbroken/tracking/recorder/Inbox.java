package io.unbroken.tracking.recorder;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.recorder.Authenticator.Unreadable;
import io.unbroken.tracking.store.KeptEvent;
import io.unbroken.tracking.store.KeptEvent.Statement;
import io.unbroken.tracking.store.QuarantinedRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The union of what a journey has and what arrived: each statement once, with what it says.
///
/// @param kept by their places on the log
/// @param events what the records say, one for each that is authentic now, in the order in which the log had them
/// @param refused records that do not belong in it: kept in quarantine instead
record Inbox(List<KeptEvent> kept, List<SignedEvent> events, List<QuarantinedRecord> refused) {

    /// Half of a document's 16 MB, the other half is for the history. An honest journey has some 100 events of 1 KB.
    static final int MOST_BYTES = 8 * 1024 * 1024;

    static Inbox union(
            CoiId coi,
            List<KeptEvent> present,
            List<KeptEvent> arrived,
            Authenticator authenticator) {
        Map<Statement, KeptEvent> kept = new HashMap<>();
        var inbox = new Inbox(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        long bytes = 0;
        for (KeptEvent event : present) {
            kept.put(event.statement(), event);
            bytes += event.record().size();
        }
        for (KeptEvent event : arrived) {
            boolean known = kept.containsKey(event.statement());
            if (!known && bytes + event.record().size() > MOST_BYTES) {
                inbox.refused.add(
                        new QuarantinedRecord(
                                event.record(),
                                "JOURNEY_FULL",
                                "One journey may hold %d bytes of events.".formatted(MOST_BYTES),
                                false));
                continue;
            }
            bytes += known ? 0 : event.record().size();
            kept.merge(event.statement(), event, KeptEvent::first);
        }
        Set<Statement> known =
                present.stream().map(KeptEvent::statement).collect(Collectors.toSet());
        kept.values().stream()
                .sorted(Comparator.comparing(KeptEvent::record, LogRecord.AS_HAD))
                .forEach(event ->
                        inbox.add(coi, event, known.contains(event.statement()), authenticator));
        inbox.kept.sort(Comparator.comparing(event -> event.record().position()));
        return inbox;
    }

    /// Looks at each record afresh: what is in the store is believed no more than what is on the log. What a key signed that was revoked
    /// since says nothing any more, and is quarantined; it stays here too, where it came in its signer's chain, until it counts again.
    private void add(CoiId coi, KeptEvent event, boolean known, Authenticator authenticator) {
        switch (authenticator.event(event.record())) {
            case Authentic(var said)
                    when said.event().coi().equals(coi)
                            && Statement.of(said).equals(event.statement()) -> {
                kept.add(event);
                events.add(said);
            }
            case Authentic(_) ->
                    throw new IllegalStateException(
                            "expected the record of %s in the store to say what it said on the log, found another statement"
                                    .formatted(event.record().position()));
            case Unreadable(var reason, var detail, var retriable) -> {
                refused.add(refusal(event.record(), reason, detail, retriable));
                if (known) {
                    kept.add(event);
                }
            }
        }
    }

    private static QuarantinedRecord refusal(
            LogRecord record, String reason, String detail, boolean retriable) {
        return new QuarantinedRecord(record, reason, detail, retriable);
    }
}
