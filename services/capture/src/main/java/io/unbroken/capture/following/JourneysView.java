package io.unbroken.capture.following;

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
public record JourneysView(
        Instant asOf, List<PartyId> we, Collection<String> others, List<Journey> journeys) {

    /// One journey, as far as this party's people need it.
    ///
    /// @param events by their times
    public record Journey(CoiId coi, List<Said> events) {

        static Journey of(CoiId coi, Collection<SignedEvent> events) {
            return new Journey(
                    coi, events.stream().sorted(SignedEvent.BY_CONTENT).map(Said::of).toList());
        }
    }

    /// What somebody said.
    ///
    /// @param type the kind of fact
    public record Said(
            EventId id, PartyId party, PersonId by, Instant eventTime, String type, Fact fact) {

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
