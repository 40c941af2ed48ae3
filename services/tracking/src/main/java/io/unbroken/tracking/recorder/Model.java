package io.unbroken.tracking.recorder;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.Alias;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.profile.ProductProfiles;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.store.JourneySummary;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The custody model as the recorder needs it: pure functions of sets.
public interface Model {

    /// Which loggers' readings the history of these events needs, and from when to when.
    List<LoggerAssignment> legs(Collection<SignedEvent> events, ProductProfiles profiles);

    /// Which identifiers these events claim for their chain alone.
    Set<Alias> aliases(Collection<SignedEvent> events);

    /// The history of one journey. The same sets in any order give the same bytes.
    ///
    /// @param events in the order in which the log had them ([LogRecord#AS_HAD]), by which it is known who opened the journey; the history does not ask for it
    /// @param profiles the products' rules
    /// @param claims which chains claim the aliases of these events
    Derived derive(
            CoiId coi,
            List<SignedEvent> events,
            ProductProfiles profiles,
            LoggerData data,
            Map<Alias, Set<CoiId>> claims);

    /// A history, what lists show of it, and what the points of use are told.
    record Derived(Bytes history, JourneySummary summary, Status status) {}

    /// The status but for what a version of the document adds.
    interface Status {
        JourneyStatus of(long version, Instant derivedAt);
    }
}
