package io.unbroken.tracking.api;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.status.JourneyState;
import io.unbroken.ledger.seals.Seals;
import io.unbroken.tracking.store.JourneySummary;
import io.unbroken.tracking.store.ListedJourney;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A journey as lists and the feed show it. Absent members are null.
///
/// @param state whether the history is still growing, complete, or complete and reviewed by quality
/// @param temperature while a logger is with the cells
/// @param worst the worst severity among the findings
/// @param holds why points of use are on hold; empty means none is
/// @param sealed whether signed checkpoints cover all its statements
/// @param unsealed of each partition with statements that are not sealed, the last: the feed's `sealed` events tell when it is
record JourneyItemView(
        String coi,
        @Nullable String product,
        String stage,
        JourneyState state,
        @Nullable String holder,
        @Nullable Instant since,
        @Nullable TemperatureView temperature,
        CountsView counts,
        @Nullable Severity worst,
        List<FindingCode> findings,
        List<String> holds,
        long version,
        Instant updatedAt,
        boolean sealed,
        List<UnsealedView> unsealed) {

    /// The newest reading of a logger that is with the cells.
    ///
    /// @param hundredths of a degree Celsius
    record TemperatureView(String logger, Instant time, int hundredths, boolean inRange) {}

    /// How many statements there are, and how many readings in the legs that have ended.
    record CountsView(int events, int samples) {}

    /// @param tree the partition's tree, `topic/partition`
    record UnsealedView(String tree, long offset) {}

    static JourneyItemView of(
            ListedJourney journey, @Nullable TemperatureView temperature, Seals seals) {
        JourneySummary summary = journey.summary();
        List<UnsealedView> unsealed =
                journey.last().stream()
                        .filter(last -> SealView.of(last, seals).checkpoint() == null)
                        .map(last -> new UnsealedView(last.partition().id(), last.offset()))
                        .toList();
        return new JourneyItemView(
                journey.coi().value(),
                summary.product().orElse(null),
                summary.stage(),
                summary.state(),
                summary.holder().orElse(null),
                summary.since().orElse(null),
                temperature,
                new CountsView(summary.events(), summary.samples()),
                summary.worst().orElse(null),
                List.copyOf(summary.findings()),
                summary.holds(),
                journey.version(),
                journey.updatedAt(),
                !journey.last().isEmpty() && unsealed.isEmpty(),
                unsealed);
    }
}
