package io.unbroken.tracking.store;

import java.time.Instant;
import java.util.Optional;

/// Where a journey's cells are on their way, as far as events say so.
///
/// @param shipper in which they are closed now; of several the one whose time is over first
/// @param qualifiedUntil until when that one keeps its temperature by itself
/// @param place the last one that a handoff or a milestone named
/// @param placeSince when that was
public record Shipment(
        Optional<String> shipper,
        Optional<Instant> qualifiedUntil,
        Optional<String> place,
        Optional<Instant> placeSince) {

    /// Nothing is on its way.
    public static final Shipment NONE =
            new Shipment(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
