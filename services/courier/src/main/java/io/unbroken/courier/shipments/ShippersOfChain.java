package io.unbroken.courier.shipments;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.TransportMilestoneReached;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.ShipperId;
import io.unbroken.custody.scanning.Scans;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What is told of the shippers of one chain of identity, beside its handoffs.
///
/// A device that does not read a GS1 symbol states its very characters as the shipper's number. The scan beside them says what they are, and
/// both are the same shipper.
final class ShippersOfChain {

    private static final Comparator<Reached> BY_TIME =
            Comparator.comparing(Reached::at).thenComparing(Reached::milestone);

    private final Map<ShipperId, ShipperId> read = new HashMap<>();
    private final Map<ShipperId, Loading> loadings = new HashMap<>();
    private final Map<ShipperId, Reached> reached = new HashMap<>();

    private record Loading(Instant at, List<LoggerId> loggers) {}

    void take(Event event) {
        Instant at = event.eventTime();
        if (event.fact() instanceof Packed packed) {
            read(packed.shipper(), event.scans());
            loadings.merge(
                    packed.shipper(),
                    new Loading(at, packed.loggers()),
                    (a, b) -> b.at().isBefore(a.at()) ? a : b);
        } else if (event.fact() instanceof TransportMilestoneReached fact) {
            read(fact.shipper(), event.scans());
            reached.merge(
                    fact.shipper(),
                    new Reached(fact.milestone(), fact.place(), at),
                    (a, b) -> BY_TIME.compare(a, b) < 0 ? b : a);
        } else if (event.fact() instanceof HandoffReleased release) {
            read(release.shipper(), event.scans());
        } else if (event.fact() instanceof HandoffAccepted acceptance) {
            read(acceptance.shipper(), event.scans());
        }
    }

    private void read(ShipperId stated, List<Scan> scans) {
        scans.stream()
                .filter(scan -> scan.raw().equals(stated.value()))
                .flatMap(scan -> Scans.shipper(Scans.read(scan)).stream())
                .filter(named -> !named.equals(stated))
                .findFirst()
                .ifPresent(named -> read.put(stated, named));
    }

    /// What the label of a shipper says, of which an event states this.
    ShipperId named(ShipperId stated) {
        return read.getOrDefault(stated, stated);
    }

    /// The loggers that it was packed with.
    List<LoggerId> loggers(ShipperId shipper) {
        return of(shipper, loadings)
                .max(Comparator.comparing(Loading::at))
                .map(Loading::loggers)
                .orElse(List.of());
    }

    /// Where it was told to be last, after this time.
    Optional<Reached> reached(ShipperId shipper, Instant after) {
        return of(shipper, reached).filter(each -> !each.at().isBefore(after)).max(BY_TIME);
    }

    private <T> Stream<T> of(ShipperId shipper, Map<ShipperId, T> told) {
        return told.entrySet().stream()
                .filter(entry -> named(entry.getKey()).equals(named(shipper)))
                .map(Map.Entry::getValue);
    }
}
