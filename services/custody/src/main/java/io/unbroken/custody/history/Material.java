package io.unbroken.custody.history;

import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.LotId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One unit of material: where it came from, who held it when, and how it ended.
///
/// @param lot the lot that it was filled from, for product
/// @param holder who holds it now; empty once it has ended
/// @param custody who held it, from when to when, without overlap
public record Material(
        MaterialId id,
        Kind kind,
        int millilitres,
        Optional<LotId> lot,
        Optional<PartyId> holder,
        List<Custody> custody,
        Optional<End> end) {

    /// Collected from the patient, or made from what was collected.
    public enum Kind {
        COLLECTED,
        PRODUCT
    }

    /// An interval in one party's hands. Custody ends where the next begins.
    ///
    /// @param takenBy the event that began it
    /// @param endedBy the event that ended it
    public record Custody(
            PartyId holder,
            Instant from,
            Optional<Instant> until,
            EventId takenBy,
            Optional<EventId> endedBy) {}

    /// The terminal state of a unit; there is exactly one (DOMAIN I-15).
    public record End(Ending how, Instant at, EventId by) {}

    /// The ways in which a unit ends.
    public enum Ending {
        CONSUMED_IN_MANUFACTURE,
        INFUSED,
        DISCARDED
    }
}
