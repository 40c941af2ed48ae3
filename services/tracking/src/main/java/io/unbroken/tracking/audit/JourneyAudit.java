package io.unbroken.tracking.audit;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.recorder.Model.Derived;
import io.unbroken.tracking.recorder.Rederivation;
import io.unbroken.tracking.store.Binding;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.KeptEvent;
import io.unbroken.tracking.store.KeptEvent.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Holds each journey to the log: its inbox to the records, its history and what lists show of it to what its events give.
final class JourneyAudit {

    private final RecordedLog log;
    private final QuarantineAudit quarantine;
    private final Rederivation rederivation;
    private final Flaws flaws;
    private final Map<CoiId, Map<Statement, LogPosition>> waiting;
    private final Map<LoggerId, Set<Binding>> bindings = new HashMap<>();

    JourneyAudit(
            RecordedLog log, QuarantineAudit quarantine, Rederivation rederivation, Flaws flaws) {
        this.log = log;
        this.quarantine = quarantine;
        this.rederivation = rederivation;
        this.flaws = flaws;
        this.waiting = new TreeMap<>(log.events());
    }

    void take(JourneyDocument journey) {
        Map<Statement, LogPosition> expected = waiting.remove(journey.coi());
        inbox(journey, new HashMap<>(expected == null ? Map.of() : expected));
        List<SignedEvent> events = rederivation.events(journey.inbox());
        rederivation
                .legs(events)
                .forEach(leg ->
                        bindings.computeIfAbsent(leg.logger(), _ -> new HashSet<>())
                                .add(Binding.of(journey.coi(), leg)));
        if (!derived(journey, events) && rederivation.unchanged(journey)) {
            flaws.add(
                    "journey " + journey.coi(), "changed: its history is not what its events give");
        }
    }

    private void inbox(JourneyDocument journey, Map<Statement, LogPosition> expected) {
        String where = "journey " + journey.coi();
        if (journey.inbox().isEmpty() && !quarantine.had(journey.coi())) {
            flaws.add(where, "extra: the log has no event of it");
        }
        var kept = new HashSet<Statement>();
        @Nullable LogPosition before = null;
        for (KeptEvent event : journey.inbox()) {
            LogPosition position = event.record().position();
            if (before != null && before.compareTo(position) >= 0) {
                flaws.add(where, "reordered: %s stands after %s".formatted(position, before));
            }
            before = position;
            if (!kept.add(event.statement())) {
                flaws.add(where, "extra: %s stands in it twice".formatted(position));
            }
            event(where, event, expected.remove(event.statement()));
        }
        long bytes = journey.inbox().stream().mapToLong(event -> event.record().size()).sum();
        expected.values().stream()
                .filter(position -> !quarantine.refused(position, bytes))
                .forEach(position -> flaws.add(where, "missing: the event at " + position));
    }

    private void event(String where, KeptEvent event, @Nullable LogPosition expected) {
        LogPosition position = event.record().position();
        if (expected != null ? !position.equals(expected) : log.unknown(position.partition())) {
            flaws.add(where, "changed: it names %s as an event's place".formatted(position));
        } else if (log.covers(position)) {
            if (!log.has(event.record())) {
                flaws.add(
                        where,
                        "changed: it keeps another record for %s than the log has"
                                .formatted(position));
            } else if (expected == null && !log.unreadable().containsKey(position)) {
                flaws.add(where, "extra: %s is no event of it on the log".formatted(position));
            }
        }
    }

    private boolean derived(JourneyDocument journey, List<SignedEvent> events) {
        Optional<Derived> derived = rederivation.derive(journey.coi(), events, log.claims());
        return derived.isPresent()
                && derived.get().history().equals(journey.history())
                && derived.get().summary().equals(journey.summary());
    }

    void end() {
        waiting.forEach((coi, events) ->
                flaws.add(
                        "journey " + coi,
                        "missing: the log has %d events of it".formatted(events.size())));
    }

    /// Which journeys each logger was with, and when, by their events.
    Map<LoggerId, Set<Binding>> bindings() {
        return bindings;
    }
}
