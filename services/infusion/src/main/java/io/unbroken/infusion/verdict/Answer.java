package io.unbroken.infusion.verdict;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.custody.status.PointOfUse;
import io.unbroken.custody.status.PointOfUseVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// GO or HOLD at one point of use, and why. Fails closed: what is missing, old or out of time holds.
///
/// @param goUntil until when a GO stands if nothing else comes
/// @param basis the hash of the set of events that it is based on
/// @param derivedAt when tracking derived the status
record Answer(
        CoiId coi,
        PointOfUse point,
        PointOfUseVerdict.Answer answer,
        List<String> reasons,
        Optional<Instant> goUntil,
        Optional<String> basis,
        Optional<Long> version,
        Optional<Instant> derivedAt) {

    /// The answer at `now`.
    ///
    /// @param status the newest that this service has
    /// @param silence how long the feed of statuses has not been heard
    /// @param longestSilence how long it may not be heard
    static Answer of(
            CoiId coi,
            PointOfUse point,
            Optional<JourneyStatus> status,
            Duration silence,
            Duration longestSilence,
            Instant now) {
        if (status.isEmpty()) {
            return hold(coi, point, status, "Nothing is known of this chain of identity here.");
        }
        if (silence.compareTo(longestSilence) > 0) {
            return hold(
                    coi,
                    point,
                    status,
                    "The status is not fresh: nothing was heard for %d s, at most %d s are allowed."
                            .formatted(silence.toSeconds(), longestSilence.toSeconds()));
        }
        return status.get().verdicts().stream()
                .filter(verdict -> verdict.point() == point)
                .findFirst()
                .map(verdict -> of(coi, verdict, status.get(), now))
                .orElseGet(() -> hold(coi, point, status, "The status has no answer for this."));
    }

    private static Answer of(
            CoiId coi, PointOfUseVerdict verdict, JourneyStatus status, Instant now) {
        Optional<Instant> until = verdict.goUntil();
        if (verdict.answer() == PointOfUseVerdict.Answer.GO
                && until.isPresent()
                && !now.isBefore(until.get())) {
            return hold(
                    coi,
                    verdict.point(),
                    Optional.of(status),
                    "The time for this ran out at %s.".formatted(until.get()));
        }
        return new Answer(
                coi,
                verdict.point(),
                verdict.answer(),
                verdict.reasons(),
                until,
                Optional.of(status.basis().value()),
                Optional.of(status.version()),
                Optional.of(status.derivedAt()));
    }

    private static Answer hold(
            CoiId coi, PointOfUse point, Optional<JourneyStatus> status, String reason) {
        return new Answer(
                coi,
                point,
                PointOfUseVerdict.Answer.HOLD,
                List.of(reason),
                Optional.empty(),
                status.map(s -> s.basis().value()),
                status.map(JourneyStatus::version),
                status.map(JourneyStatus::derivedAt));
    }
}
