package io.unbroken.custody.status;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// The answer at one point of use.
///
/// @param point which
/// @param answer go on or stop
/// @param reasons why not to go on, short sentences without patient data; empty exactly with GO
/// @param goUntil until when GO holds if no event comes; empty if no clock runs; whole microseconds
/// @param failed the names of the checks that the reasons are about, one for each and in their order, as texts, for the rules learn new ones
///     without a new contract; none in a status that was derived before they were told
public record PointOfUseVerdict(
        PointOfUse point,
        Answer answer,
        List<String> reasons,
        Optional<Instant> goUntil,
        List<String> failed) {

    /// More reasons than a person reads on a screen mean that the first are enough.
    public static final int MOST_REASONS = 50;

    /// One line in large type.
    public static final int LONGEST_REASON = 200;

    public PointOfUseVerdict {
        if ((answer == Answer.GO) != reasons.isEmpty() || reasons.size() > MOST_REASONS) {
            throw new IllegalArgumentException(
                    "reasons: expected none with GO and 1 to %d with HOLD, found %d with %s"
                            .formatted(MOST_REASONS, reasons.size(), answer));
        }
        if (reasons.stream().anyMatch(reason -> reason.length() > LONGEST_REASON)) {
            throw new IllegalArgumentException(
                    "reasons: expected at most %d characters each".formatted(LONGEST_REASON));
        }
        if (!failed.isEmpty() && failed.size() != reasons.size()) {
            throw new IllegalArgumentException(
                    "failed: expected none or one for each reason, found %d for %d"
                            .formatted(failed.size(), reasons.size()));
        }
        reasons = List.copyOf(reasons);
        failed = List.copyOf(failed);
        goUntil = goUntil.map(time -> time.truncatedTo(ChronoUnit.MICROS));
    }

    /// An answer that does not tell which checks failed.
    public PointOfUseVerdict(
            PointOfUse point, Answer answer, List<String> reasons, Optional<Instant> goUntil) {
        this(point, answer, reasons, goUntil, List.of());
    }

    /// Go on or stop.
    public enum Answer {
        GO,
        HOLD
    }
}
