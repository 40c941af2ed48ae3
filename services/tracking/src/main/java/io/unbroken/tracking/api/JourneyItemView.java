package io.unbroken.tracking.api;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.status.JourneyState;
import io.unbroken.ledger.seals.Seals;
import io.unbroken.tracking.place.Place;
import io.unbroken.tracking.store.JourneySummary;
import io.unbroken.tracking.store.ListedJourney;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A journey as lists and the feed show it. Absent members are null.
///
/// @param state whether the history is still growing, complete, or complete and reviewed by quality
/// @param temperature while a logger is with the cells
/// @param shipper in which the cells are closed now
/// @param qualifiedUntil until when that shipper keeps its temperature by itself
/// @param place the code of the last place that a handoff or a milestone named
/// @param position where the cells were last
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
        @Nullable String shipper,
        @Nullable Instant qualifiedUntil,
        @Nullable String place,
        @Nullable PositionView position,
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

    /// Where something was.
    ///
    /// @param latitude degrees, WGS 84
    /// @param accuracy metres within which it probably was; null if it is the place of an event
    /// @param name of the place; null if a logger told the position
    record PositionView(
            double latitude,
            double longitude,
            @Nullable Integer accuracy,
            @Nullable String name,
            Instant time) {

        private static final double MILLIONTHS = 1_000_000;

        static PositionView of(Condition.Position told) {
            return new PositionView(
                    told.latitude() / MILLIONTHS,
                    told.longitude() / MILLIONTHS,
                    told.accuracy(),
                    null,
                    told.time());
        }

        static PositionView of(Place place, Instant since) {
            return new PositionView(place.latitude(), place.longitude(), null, place.name(), since);
        }
    }

    /// How many statements there are, and how many readings in the legs that have ended.
    record CountsView(int events, int samples) {}

    /// @param tree the partition's tree, `topic/partition`
    record UnsealedView(String tree, long offset) {}

    static JourneyItemView of(ListedJourney journey, CurrentTemperatures.Now now, Seals seals) {
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
                now.temperature(),
                summary.shipment().shipper().orElse(null),
                summary.shipment().qualifiedUntil().orElse(null),
                summary.shipment().place().orElse(null),
                now.position(),
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
