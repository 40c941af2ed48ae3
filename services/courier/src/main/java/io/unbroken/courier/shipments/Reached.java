package io.unbroken.courier.shipments;

import io.unbroken.custody.event.Fact.TransportMilestoneReached.Milestone;
import io.unbroken.custody.identity.PlaceId;
import java.time.Instant;

/// A point of its way that a shipper reached.
///
/// @param at by the clock of whoever told it
record Reached(Milestone milestone, PlaceId place, Instant at) {}
