package io.unbroken.infusion.bedside;

import io.unbroken.custody.bedside.BedsideVerdict;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.custody.status.PointOfUse;
import io.unbroken.custody.status.PointOfUseVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// GO or HOLD as a screen shows it.
///
/// @param answer GO or HOLD
/// @param progress what is still to come; `DECIDED` fills the screen
/// @param checks all that was checked; what does not hold first, the most serious first
/// @param goUntil until when a GO stands if nothing new is said
/// @param useBefore when the first clock of the product runs out; only known while the product itself holds nothing
/// @param expires when the units expire; only known while nothing but thaw and confirmations is in the way
/// @param basis the set of events that the answer rests on; to be sent with the next question while this answer is on a screen
/// @param derivedAt when tracking derived what the answer rests on
/// @param now this centre's time, by which a screen counts down
record VerdictView(
        PointOfUse point,
        CoiId coi,
        PointOfUseVerdict.Answer answer,
        BedsideVerdict.Progress progress,
        List<CheckedView> checks,
        Optional<Instant> goUntil,
        Optional<Instant> useBefore,
        Optional<Instant> expires,
        Optional<ContentHash> basis,
        Optional<Long> version,
        Optional<Instant> derivedAt,
        Instant now) {

    static VerdictView of(
            PointOfUse point,
            CoiId coi,
            BedsideVerdict verdict,
            Optional<JourneyStatus> status,
            BedsideProperties properties,
            Instant now) {
        return new VerdictView(
                point,
                coi,
                verdict.go() ? PointOfUseVerdict.Answer.GO : PointOfUseVerdict.Answer.HOLD,
                verdict.progress(),
                verdict.checks().stream()
                        .map(checked -> CheckedView.of(checked, properties))
                        .toList(),
                verdict.goUntil(),
                end(status, point),
                end(status, PointOfUse.THAW),
                status.map(JourneyStatus::basis),
                status.map(JourneyStatus::version),
                status.map(JourneyStatus::derivedAt),
                now);
    }

    private static Optional<Instant> end(Optional<JourneyStatus> status, PointOfUse point) {
        return status.flatMap(known -> known.at(point)).flatMap(PointOfUseVerdict::goUntil);
    }
}
