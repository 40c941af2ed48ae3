package io.unbroken.tracking.recorder;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.history.Alias;
import io.unbroken.custody.history.History;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.history.Material;
import io.unbroken.custody.history.Participants;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.profile.ProductProfiles;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.store.JourneySummary;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Derives with the custody model, and reads from its histories what lists and points of use need.
public final class HistoryModel implements Model {

    /// A list shows the first; all are in the history.
    private static final int MOST_HOLDS = 10;

    @Override
    public List<LoggerAssignment> legs(Collection<SignedEvent> events, ProductProfiles profiles) {
        return LoggerAssignment.of(events, profiles);
    }

    @Override
    public Set<Alias> aliases(Collection<SignedEvent> events) {
        return Alias.claimed(events).keySet();
    }

    @Override
    public Derived derive(
            CoiId coi,
            List<SignedEvent> events,
            ProductProfiles profiles,
            LoggerData data,
            Map<Alias, Set<CoiId>> claims) {
        History history =
                History.derive(
                        coi, events, profiles, data.readings(), data.said(), data.doubts(), claims);
        return new Derived(
                Bytes.of(history.canonical()),
                summary(history, Participants.of(events)),
                history::status);
    }

    private static JourneySummary summary(History history, Set<PartyId> parties) {
        return new JourneySummary(
                history.stage().name(),
                history.closure().state(),
                history.holder().map(Object::toString),
                since(history),
                history.therapy().product().map(Object::toString),
                history.findings().stream()
                        .filter(Finding::blocking)
                        .map(Finding::detail)
                        .distinct()
                        .limit(MOST_HOLDS)
                        .toList(),
                history.findings().stream()
                        .map(Finding::code)
                        .collect(Collectors.toCollection(TreeSet<FindingCode>::new)),
                history.findings().stream().map(Finding::severity).max(Severity::compareTo),
                history.thermal().stream()
                        .filter(leg -> leg.until().isEmpty())
                        .map(leg ->
                                new LoggerAssignment(
                                        leg.logger(), leg.from(), leg.until(), leg.rule()))
                        .distinct()
                        .toList(),
                history.events().size(),
                history.samples(),
                Shipments.of(history),
                parties);
    }

    /// Since when the units that have not ended are all where they are.
    private static Optional<Instant> since(History history) {
        return history.materials().stream()
                .flatMap(material -> material.custody().stream())
                .filter(custody -> custody.until().isEmpty())
                .map(Material.Custody::from)
                .max(Instant::compareTo);
    }
}
