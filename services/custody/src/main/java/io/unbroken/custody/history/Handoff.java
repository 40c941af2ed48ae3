package io.unbroken.custody.history;

import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PlaceId;
import io.unbroken.custody.identity.ShipperId;
import java.time.Instant;
import java.util.Optional;

/// A handoff with the halves that are known of it.
public record Handoff(
        HandoffId id,
        PartyId from,
        PartyId to,
        ShipperId shipper,
        PlaceId place,
        Optional<Half> released,
        Optional<Half> accepted) {

    /// One half: when and by which event.
    public record Half(Instant at, EventId by) {}

    boolean complete() {
        return released.isPresent() && accepted.isPresent();
    }
}
