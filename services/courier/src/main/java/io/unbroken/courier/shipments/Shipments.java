package io.unbroken.courier.shipments;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.KeyRing;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// This service's own copy of the handoffs of its party, and of who there is to hand over to.
final class Shipments {

    private final PartyId party;
    private final Clock clock;
    private final Handoffs handoffs = new Handoffs();
    private volatile KeyRing keys = KeyRing.empty();
    private volatile Instant heard = Instant.EPOCH;

    Shipments(PartyId party, Clock clock) {
        this.party = party;
        this.clock = clock;
    }

    /// Begins anew, with who may speak for whom.
    void begin(KeyRing ring) {
        keys = ring;
        handoffs.clear();
    }

    void take(Event event) {
        handoffs.take(event);
    }

    /// Notes that everything on the log has been read just now.
    void heardAll() {
        heard = clock.instant();
    }

    Instant heard() {
        return heard;
    }

    /// The parties for which this service may give and take.
    Set<PartyId> ours() {
        return Stream.concat(Stream.of(party), actingFor(keys.registrations(party)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Everybody else who can give or take.
    Set<String> others() {
        Set<PartyId> ours = ours();
        List<KeyRegistration> all = keys.registrations();
        return Stream.concat(all.stream().map(KeyRegistration::party), actingFor(all))
                .filter(other -> !ours.contains(other))
                .map(PartyId::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<HandoffView> ofOurs() {
        return handoffs.of(ours());
    }

    private static Stream<PartyId> actingFor(List<KeyRegistration> registrations) {
        return registrations.stream().flatMap(registration -> registration.mayActAs().stream());
    }
}
