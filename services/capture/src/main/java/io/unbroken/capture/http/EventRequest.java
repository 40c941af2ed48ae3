package io.unbroken.capture.http;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.identity.Scan;
import java.time.Instant;
import java.util.List;

/// An event as a device sends it. Who did it is not in it: that is whoever is signed in.
public record EventRequest(
        EventId id,
        CoiId coi,
        Instant eventTime,
        Integer offsetMinutes,
        DeviceId device,
        List<Scan> scans,
        Fact fact) {

    Event by(PersonId person) {
        return new Event(id, coi, eventTime, offsetMinutes, person, device, scans, fact);
    }
}
