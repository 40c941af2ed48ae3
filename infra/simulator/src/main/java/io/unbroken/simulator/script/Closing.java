package io.unbroken.simulator.script;

import io.unbroken.custody.event.CorrectionReason;
import io.unbroken.custody.event.EventReference;
import io.unbroken.custody.event.Fact.Corrected;
import io.unbroken.custody.event.Fact.CorrectionApproved;
import io.unbroken.custody.event.Fact.JourneySealed;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.SignatureMeaning;
import io.unbroken.custody.identity.EventId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What people say of a journey afterwards: a wrong scan is struck out, quality seals the journey, a paper turns up.
final class Closing {

    private final Pen pen;
    private final Incident incident;

    Closing(Pen pen, Incident incident) {
        this.pen = pen;
        this.incident = incident;
    }

    /// A nurse strikes out what she scanned by mistake, and her colleague agrees.
    void strikeOut(EventId wrong) {
        pen.minutes(2, 4);
        EventId correction =
                pen.says(
                        Actor.NURSE_1,
                        "scanner-seeblick-1",
                        new Corrected(
                                new EventReference(wrong, Completion.LATER),
                                List.of(),
                                Optional.empty(),
                                CorrectionReason.WRONG_SCAN,
                                "The bag of the neighbouring bed was scanned.",
                                SignatureMeaning.CORRECTION_AUTHORED));
        pen.minutes(1, 3);
        pen.says(
                Actor.NURSE_2,
                "scanner-seeblick-4",
                new CorrectionApproved(
                        new EventReference(correction, Completion.LATER),
                        SignatureMeaning.CORRECTION_APPROVED));
    }

    /// @param collected when the cells were collected
    void close(Instant collected) {
        if (incident != Incident.SEALED && incident != Incident.LATE_EVENT) {
            return;
        }
        pen.hours(4, 20);
        pen.says(
                Actor.QUALITY,
                "desk-quality-1",
                new JourneySealed(Completion.LATER, SignatureMeaning.JOURNEY_REVIEWED_BY_QUALITY));
        if (incident == Incident.LATE_EVENT) {
            pen.hours(2, 6);
            pen.saysLate(
                    Actor.COLLECTION,
                    "scanner-lindenhof-2",
                    new LabelsReconciled(2, 2, 0),
                    collected);
        }
    }
}
