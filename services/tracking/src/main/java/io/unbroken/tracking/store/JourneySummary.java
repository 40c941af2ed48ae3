package io.unbroken.tracking.store;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.status.JourneyState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/// The few facts of a history by which journeys are listed and filtered. Derived with the history and never more than it says.
///
/// @param stage where the journey is, by the model's name
/// @param state whether its history is still growing, complete, or reviewed and sealed
/// @param holder who has the cells now; empty while nobody has, or several have different units
/// @param since when the holder got them
/// @param product the ordered product
/// @param holds why points of use are on hold; empty means none is
/// @param findings the kinds of finding
/// @param worst the worst severity among them
/// @param watches the loggers that are with the cells, each since when and judged by which rule
/// @param events distinct statements in the history
/// @param samples readings in the legs that have ended
/// @param shipment where its cells are on their way
/// @param parties those that take part: the one that opened it, and whom one that takes part names in a handoff. Their people see the journey
public record JourneySummary(
        String stage,
        JourneyState state,
        Optional<String> holder,
        Optional<Instant> since,
        Optional<String> product,
        List<String> holds,
        SortedSet<FindingCode> findings,
        Optional<Severity> worst,
        List<LoggerAssignment> watches,
        int events,
        int samples,
        Shipment shipment,
        Set<PartyId> parties) {

    public JourneySummary {
        parties = Set.copyOf(parties);
    }

    /// One of which nothing is on its way, and that nobody takes part in.
    public JourneySummary(
            String stage,
            JourneyState state,
            Optional<String> holder,
            Optional<Instant> since,
            Optional<String> product,
            List<String> holds,
            SortedSet<FindingCode> findings,
            Optional<Severity> worst,
            List<LoggerAssignment> watches,
            int events,
            int samples) {
        this(
                stage,
                state,
                holder,
                since,
                product,
                holds,
                findings,
                worst,
                watches,
                events,
                samples,
                Shipment.NONE,
                Set.of());
    }
}
