package io.unbroken.capture.following;

import io.swagger.v3.oas.annotations.media.Schema;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// What a page needs to know of the journeys at hand.
///
/// @param asOf up to when the log was heard; the epoch while it is being read for the first time, or anew
/// @param we the parties for which this service gives and takes
/// @param others everybody else who can give or take
/// @param used lot and donation numbers that this party gave, also to journeys that are not told any more
/// @param incomplete whether journeys at hand are missing, because they are more than the service can keep
record JourneysView(
        Instant asOf,
        List<PartyId> we,
        Collection<String> others,
        List<Told> journeys,
        List<String> used,
        boolean incomplete) {

    /// One journey, as far as this party's people need it.
    ///
    /// @param events as on the log: no device's clock says what came before what
    @Schema(name = "Journey")
    record Told(CoiId coi, List<Said> events) {

        static Told of(CoiId coi, List<Recorded> events) {
            return new Told(coi, events.stream().map(Recorded::signed).map(Said::of).toList());
        }
    }

    /// What somebody said.
    ///
    /// @param type the kind of fact
    record Said(EventId id, PartyId party, PersonId by, Instant eventTime, String type, Fact fact) {

        static Said of(SignedEvent signed) {
            Event event = signed.event();
            return new Said(
                    event.id(),
                    signed.party(),
                    event.by(),
                    event.eventTime(),
                    event.fact().getClass().getSimpleName(),
                    event.fact());
        }
    }
}
