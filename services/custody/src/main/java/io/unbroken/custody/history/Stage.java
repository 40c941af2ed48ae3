package io.unbroken.custody.history;

import io.unbroken.custody.event.PartyKind;

/// How far a journey is, earliest first.
public enum Stage {
    ORDERED,
    COLLECTED,
    /// Starting material on its way to the facility.
    INBOUND,
    AT_FACILITY,
    IN_MANUFACTURE,
    /// Filled and waiting for results and release.
    IN_TESTING,
    RELEASED,
    /// Product on its way to the infusion centre.
    OUTBOUND,
    AT_CENTRE,
    /// The patient has had lymphodepletion and needs the product.
    CONDITIONED,
    THAWED,
    INFUSED,
    /// Quality rejected the lot.
    REJECTED;

    /// The stage once units are given to a courier.
    Stage inTransit() {
        return switch (this) {
            case ORDERED, COLLECTED -> INBOUND;
            case RELEASED -> OUTBOUND;
            case INBOUND,
                    AT_FACILITY,
                    IN_MANUFACTURE,
                    IN_TESTING,
                    OUTBOUND,
                    AT_CENTRE,
                    CONDITIONED,
                    THAWED,
                    INFUSED,
                    REJECTED ->
                    this;
        };
    }

    /// The stage once a party of that kind has taken the units.
    Stage takenBy(PartyKind kind) {
        return switch (kind) {
            case MANUFACTURING -> AT_FACILITY;
            case INFUSION -> AT_CENTRE;
            case COLLECTION, COURIER -> this;
        };
    }
}
