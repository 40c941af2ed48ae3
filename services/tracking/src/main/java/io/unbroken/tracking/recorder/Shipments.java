package io.unbroken.tracking.recorder;

import io.unbroken.custody.event.Fact.TransportMilestoneReached;
import io.unbroken.custody.history.Carriage;
import io.unbroken.custody.history.Correction;
import io.unbroken.custody.history.Handoff;
import io.unbroken.custody.history.History;
import io.unbroken.custody.identity.EventId;
import io.unbroken.tracking.store.Shipment;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads from a history where its cells are on their way.
final class Shipments {

    private Shipments() {}

    static Shipment of(History history) {
        Optional<Carriage> closed =
                history.carriages().stream()
                        .filter(carriage -> carriage.kind() == Carriage.Kind.SHIPPER)
                        .filter(carriage -> carriage.until().isEmpty())
                        .min(
                                Comparator.comparing(carriage ->
                                        carriage.hold()
                                                .map(Carriage.Hold::until)
                                                .orElse(Instant.MAX)));
        Optional<Seen> last =
                Stream.concat(handedOver(history), reached(history))
                        .max(Comparator.comparing(Seen::at).thenComparing(Seen::place));
        return new Shipment(
                closed.map(Carriage::carrier),
                closed.flatMap(Carriage::hold).map(Carriage.Hold::until),
                last.map(Seen::place),
                last.map(Seen::at));
    }

    /// Where somebody had the cells in hands.
    private record Seen(Instant at, String place) {}

    private static Stream<Seen> handedOver(History history) {
        return history.handoffs().stream()
                .flatMap(handoff ->
                        Stream.of(handoff.released(), handoff.accepted())
                                .flatMap(Optional::stream)
                                .map(Handoff.Half::at)
                                .map(at -> new Seen(at, handoff.place().value())));
    }

    /// As it was said, but what was corrected: where a correction says the cells really were is seldom the last place.
    private static Stream<Seen> reached(History history) {
        Set<EventId> corrected =
                history.corrections().stream()
                        .filter(each -> each.effect() == Correction.Effect.COUNTS)
                        .map(each -> each.corrected().id())
                        .collect(Collectors.toUnmodifiableSet());
        return history.events().stream()
                .filter(event -> !corrected.contains(event.id()))
                .flatMap(event ->
                        event.fact() instanceof TransportMilestoneReached(_, _, var place)
                                ? Stream.of(new Seen(event.eventTime(), place.value()))
                                : Stream.empty());
    }
}
