package io.unbroken.tracking.audit;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.recorder.Rederivation;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.KeptEvent;
import io.unbroken.tracking.store.KeptEvent.Statement;
import io.unbroken.tracking.store.WholeStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Holds every document of the store to the log: each record kept must be the log's, each record of the log must be kept, and each history must be what
/// its events give. What the store has beyond the point up to which the log was read is left for the next audit.
final class StoreAudit {

    private final WholeStore store;
    private final RecordedLog log;
    private final Map<LogPartition, Long> readUpTo;
    private final Authenticator authenticator;
    private final Rederivation rederivation;
    private final Flaws flaws;
    private final Set<LogPosition> quarantined = new HashSet<>();

    /// @param readUpTo the offset up to which each partition was read into `log`
    StoreAudit(
            WholeStore store,
            RecordedLog log,
            Map<LogPartition, Long> readUpTo,
            Authenticator authenticator,
            Rederivation rederivation,
            Flaws flaws) {
        this.store = store;
        this.log = log;
        this.readUpTo = readUpTo;
        this.authenticator = authenticator;
        this.rederivation = rederivation;
        this.flaws = flaws;
    }

    void check() {
        store.quarantined(
                kept -> {
                    quarantined.add(kept.record().position());
                    same("quarantine", kept.record());
                },
                this::unreadable);
        log.unreadable()
                .forEach((position, reason) -> {
                    if (!quarantined.contains(position)) {
                        flaws.add(
                                position.id(),
                                "missing: unreadable (%s), but not in quarantine"
                                        .formatted(reason));
                    }
                });
        journeys();
        buckets();
    }

    private void journeys() {
        var waiting = new HashMap<>(log.events());
        store.journeys(
                journey -> {
                    Map<Statement, LogPosition> expected = waiting.remove(journey.coi());
                    inbox(journey, expected == null ? Map.of() : expected);
                    derived(journey);
                },
                this::unreadable);
        waiting.forEach((coi, events) ->
                flaws.add(
                        "journey " + coi,
                        "missing: the log has %d events of it".formatted(events.size())));
    }

    private void inbox(JourneyDocument journey, Map<Statement, LogPosition> expected) {
        String where = "journey " + journey.coi();
        var kept = new HashSet<Statement>();
        for (KeptEvent event : journey.inbox()) {
            kept.add(event.statement());
            same(where, event.record());
            if (!expected.containsKey(event.statement()) && read(event.record().position())) {
                flaws.add(
                        where,
                        "extra: %s is no event of it on the log"
                                .formatted(event.record().position()));
            }
        }
        expected.forEach((statement, position) -> {
            if (!kept.contains(statement) && !quarantined.contains(position)) {
                flaws.add(where, "missing: the event at %s".formatted(position));
            }
        });
    }

    private void derived(JourneyDocument journey) {
        List<SignedEvent> events = new ArrayList<>();
        for (KeptEvent event : journey.inbox()) {
            if (authenticator.event(event.record()) instanceof Authentic(var said)) {
                events.add(said);
            }
        }
        if (!rederivation.history(journey.coi(), events, log.claims()).equals(journey.history())
                && rederivation.unchanged(journey)) {
            flaws.add(
                    "journey " + journey.coi(), "changed: its history is not what its events give");
        }
    }

    private void buckets() {
        var kept = new HashSet<String>();
        store.buckets(
                bucket ->
                        bucket.blocks()
                                .forEach(block -> {
                                    kept.add(block.statement());
                                    same("telemetry " + bucket.id().id(), block.record());
                                    if (!log.blocks().containsKey(block.statement())
                                            && read(block.record().position())) {
                                        flaws.add(
                                                "telemetry " + bucket.id().id(),
                                                "extra: %s is no block of it on the log"
                                                        .formatted(block.record().position()));
                                    }
                                }),
                this::unreadable);
        log.blocks()
                .forEach((statement, position) -> {
                    if (!kept.contains(statement) && !quarantined.contains(position)) {
                        flaws.add(position.id(), "missing: its readings are in no bucket");
                    }
                });
    }

    private void same(String where, LogRecord kept) {
        Optional<Hash> leaf = log.leaf(kept.position());
        if (read(kept.position()) && !leaf.equals(Optional.of(kept.leaf()))) {
            flaws.add(
                    where,
                    "changed: it keeps another record for %s than the log has"
                            .formatted(kept.position()));
        }
    }

    private boolean read(LogPosition position) {
        return position.offset() < readUpTo.getOrDefault(position.partition(), 0L);
    }

    private void unreadable(String document) {
        flaws.add(document, "changed: it has not the form of our documents");
    }
}
