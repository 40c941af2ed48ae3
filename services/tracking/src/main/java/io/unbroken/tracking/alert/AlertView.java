package io.unbroken.tracking.alert;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An alert as lists, the feed and webhooks show it. Absent members are null.
///
/// @param state whether the episode goes on, or has ended and still holds
/// @param holds whether it holds the points of use
public record AlertView(
        String id,
        String journey,
        @Nullable String product,
        FindingCode code,
        Severity severity,
        State state,
        boolean holds,
        String subject,
        @Nullable Instant since,
        @Nullable Instant until,
        String detail) {

    /// Whether an episode goes on.
    public enum State {
        OPEN,
        ENDED
    }

    public static AlertView of(Alert alert) {
        return new AlertView(
                alert.id(),
                alert.coi().value(),
                alert.product().orElse(null),
                alert.code(),
                alert.severity(),
                alert.open() ? State.OPEN : State.ENDED,
                alert.holds(),
                alert.subject(),
                alert.since().orElse(null),
                alert.until().orElse(null),
                alert.detail());
    }
}
