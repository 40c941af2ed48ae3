package io.unbroken.tracking.store;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// A journey as lists show it, without its inbox and history.
///
/// @param last of each partition that its statements stand on, the last of their positions: when these are sealed, all are
public record ListedJourney(
        CoiId coi,
        long version,
        JourneySummary summary,
        Instant updatedAt,
        List<LogPosition> last) {

    public ListedJourney {
        last = List.copyOf(last);
    }

    public static ListedJourney of(JourneyDocument journey) {
        return new ListedJourney(
                journey.coi(),
                journey.version(),
                journey.summary(),
                journey.updatedAt(),
                last(journey.inbox()));
    }

    /// The last position on each partition.
    static List<LogPosition> last(Collection<KeptEvent> inbox) {
        var last = new TreeMap<LogPartition, LogPosition>();
        for (KeptEvent kept : inbox) {
            LogPosition position = kept.record().position();
            last.merge(position.partition(), position, (a, b) -> a.offset() >= b.offset() ? a : b);
        }
        return List.copyOf(last.values());
    }
}
