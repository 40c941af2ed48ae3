package io.unbroken.custody.status;

import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// One person's confirmation, before an infusion, that wristband and labels belong together, which still stands: both are of this
/// journey, nobody corrected it, and none of the units began to thaw after it.
///
/// @param event the event that says so
/// @param device what captured the scans
/// @param at by the clock of who said it, in whole microseconds
/// @param materials the units that it covers, sorted
public record StandingConfirmation(
        EventId event,
        PersonId by,
        PartyId party,
        DeviceId device,
        Instant at,
        List<MaterialId> materials) {

    public StandingConfirmation {
        materials = List.copyOf(materials);
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
