package io.unbroken.courier.shipments;

import io.unbroken.capture.following.Listening;
import io.unbroken.capture.following.Parties;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.keys.KeyRing;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// This service's own copy of the handoffs of its party, and of who there is to hand over to.
final class Shipments implements Listening {

    private final PartyId party;
    private final Clock clock;
    private final Handoffs handoffs = new Handoffs();
    private volatile Parties parties;
    private volatile Instant heard = Instant.EPOCH;

    Shipments(PartyId party, Clock clock) {
        this.party = party;
        this.clock = clock;
        this.parties = new Parties(party, KeyRing.empty());
    }

    @Override
    public void begin(KeyRing keys) {
        parties = new Parties(party, keys);
        handoffs.clear();
    }

    @Override
    public void take(SignedEvent event, Instant recorded) {
        handoffs.take(event.event());
    }

    @Override
    public void heardAll() {
        heard = clock.instant();
    }

    Instant heard() {
        return heard;
    }

    Parties parties() {
        return parties;
    }

    List<HandoffView> ofOurs() {
        return handoffs.of(parties.ours());
    }
}
