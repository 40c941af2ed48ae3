package io.unbroken.courier.shipments;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PlaceId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One handoff as its halves tell it.
///
/// @param shipper its number, as the halves state it
/// @param named its number, as its label is read
/// @param loggers those that the shipper was packed with
/// @param released when it was given, by the giver's clock
/// @param accepted when it was taken, by the taker's clock
/// @param reached the last point of its way that was told since it was taken
/// @param acceptances how often it was taken; more than once is for people to clear up
record HandoffView(
        HandoffId handoff,
        CoiId coi,
        PartyId from,
        PartyId to,
        ShipperId shipper,
        ShipperId named,
        SealNumber seal,
        PlaceId place,
        List<MaterialId> materials,
        List<LoggerId> loggers,
        Optional<Instant> released,
        Optional<Instant> accepted,
        Optional<Reached> reached,
        int acceptances) {}
