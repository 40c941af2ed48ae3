package io.unbroken.custody.bedside;

import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.status.PointOfUse;
import java.time.Instant;
import java.util.Optional;

/// What somebody who scanned asks: may we go on?
///
/// @param point before what: a thaw or an infusion
/// @param check the event that recorded what the person scanned
/// @param by the person
/// @param recorded when the log had that event
/// @param seen the set of events that the GO rests on which is on the screen already; empty if none is
public record Question(
        PointOfUse point,
        EventId check,
        PersonId by,
        Instant recorded,
        Optional<ContentHash> seen) {

    /// @throws IllegalArgumentException if at that point nobody compares wristband and labels
    public Question {
        if (point != PointOfUse.THAW && point != PointOfUse.INFUSION) {
            throw new IllegalArgumentException("point: expected THAW or INFUSION");
        }
    }
}
