package io.unbroken.tracking.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.unbroken.tracking.alert.Acknowledged;
import io.unbroken.tracking.alert.Acknowledgement;
import io.unbroken.tracking.alert.AlertView;
import java.time.Instant;
import java.util.List;

/// An alert with who has seen it.
///
/// @param acknowledged whether somebody has seen it as it is now; one that got worse since is not
/// @param acknowledgements the oldest first
record ListedAlertView(
        @JsonUnwrapped AlertView alert,
        boolean acknowledged,
        List<AcknowledgementView> acknowledgements) {

    /// @param by the person, as the sign-in names them
    record AcknowledgementView(String by, Instant at, String note) {

        static AcknowledgementView of(Acknowledgement note) {
            return new AcknowledgementView(note.by(), note.at(), note.note());
        }
    }

    static ListedAlertView of(Acknowledged acknowledged) {
        return new ListedAlertView(
                AlertView.of(acknowledged.alert()),
                acknowledged.seen(),
                acknowledged.notes().stream().map(AcknowledgementView::of).toList());
    }
}
