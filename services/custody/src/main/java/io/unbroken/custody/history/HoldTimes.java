package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.TransportMilestoneReached;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.ShipperId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Holds shippers to the time for which they are qualified (DOMAIN I-24).
record HoldTimes(ThermalRules rules, EventSet events) {

    /// The same carriage, which says until when its shipper is qualified.
    Carriage told(Carriage carriage) {
        return carriage.holding(rules.hold(carriage));
    }

    /// That a shipper was still closed when its time was over, as far as events of it or its loggers' readings show.
    ///
    /// @param lastReading the last of its loggers while they were in it
    Optional<Finding> exceeded(Carriage carriage, Optional<Instant> lastReading) {
        Optional<Instant> closedAt =
                Stream.of(carriage.until(), lastReading, lastSeen(carriage))
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder());
        return carriage.hold()
                .map(Carriage.Hold::until)
                .filter(end -> closedAt.filter(end::isBefore).isPresent())
                .map(end ->
                        Finding.of(
                                        FindingCode.HOLD_TIME_EXCEEDED,
                                        carriage.carrier(),
                                        "Shipper %s is qualified until %s and %s."
                                                .formatted(
                                                        carriage.carrier(),
                                                        end,
                                                        carriage.until()
                                                                .map(at -> "was opened at " + at)
                                                                .orElse(
                                                                        "is not known to have been opened")),
                                        List.of(carriage.begunBy()))
                                .during(end, carriage.until()));
    }

    /// When somebody last had it in hands, closed.
    private Optional<Instant> lastSeen(Carriage carriage) {
        return carriage.until().isPresent()
                ? Optional.empty()
                : events.counting().stream()
                        .filter(event -> names(event.event().fact(), carriage.carrier()))
                        .map(event -> event.event().eventTime())
                        .max(Comparator.naturalOrder());
    }

    private static boolean names(Fact fact, String shipper) {
        return (fact instanceof HandoffReleased released && is(released.shipper(), shipper))
                || (fact instanceof HandoffAccepted accepted && is(accepted.shipper(), shipper))
                || (fact instanceof TransportMilestoneReached reached
                        && is(reached.shipper(), shipper));
    }

    private static boolean is(ShipperId named, String shipper) {
        return named.value().equals(shipper);
    }
}
