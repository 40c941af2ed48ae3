package io.unbroken.custody.bedside;

import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.status.JourneyState;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.custody.status.PointOfUse;
import io.unbroken.custody.status.PointOfUseVerdict;
import io.unbroken.custody.status.PointOfUseVerdict.Answer;
import io.unbroken.custody.status.StandingConfirmation;
import io.unbroken.custody.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Patients, bags and nurses of one centre, each told by a number.
final class Wards {

    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    static final PartyId CENTRE = new PartyId("centre-seeblick");
    static final PersonId ANNA = new PersonId("ward-1");
    static final PersonId BEN = new PersonId("ward-2");
    static final Instant FIRST = NOW.minusSeconds(90);
    static final Instant SECOND = NOW.minusSeconds(30);

    static final BedsideRules RULES =
            new BedsideRules(
                    CENTRE,
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(3),
                    Duration.ofMinutes(5));

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private Wards() {}

    static CoiId chain(int patient) {
        return CoiId.issue("A9999", 26, patient);
    }

    static PatientToken wristband(int patient) {
        var text = new StringBuilder("PT");
        for (int i = 0, rest = patient; i < 26; i++, rest /= 26) {
            text.append(LETTERS.charAt(rest % 26));
        }
        return new PatientToken(text.toString());
    }

    static MaterialId bag(int patient) {
        return new MaterialId("LOT-%d/1".formatted(patient));
    }

    static MaterialLabel label(int patient) {
        return new MaterialLabel(chain(patient), bag(patient));
    }

    static Comparison scanned(int wristband, int label) {
        return new Comparison(wristband(wristband), List.of(label(label)));
    }

    static EventId check(int patient, int nurse) {
        return new EventId("00000000-0000-4000-8%03d-%012d".formatted(nurse, patient));
    }

    static StandingConfirmation confirmed(int patient, int nurse, Instant at) {
        return new StandingConfirmation(
                check(patient, nurse),
                new PersonId("ward-" + nurse),
                CENTRE,
                new DeviceId("scanner-" + nurse),
                at,
                List.of(bag(patient)));
    }

    static List<StandingConfirmation> both(int patient) {
        return List.of(confirmed(patient, 1, FIRST), confirmed(patient, 2, SECOND));
    }

    static Question asked(PointOfUse point, int patient, int nurse) {
        return new Question(
                point,
                check(patient, nurse),
                new PersonId("ward-" + nurse),
                nurse == 1 ? FIRST : SECOND,
                Optional.empty());
    }

    /// A journey of which nothing else is in the way.
    static JourneyStatus ready(int patient, List<StandingConfirmation> confirmations) {
        return status(
                patient,
                List.of(
                        go(PointOfUse.THAW, NOW.plusSeconds(9000)),
                        go(PointOfUse.INFUSION, NOW.plusSeconds(3600))),
                confirmations);
    }

    static PointOfUseVerdict go(PointOfUse point, Instant until) {
        return new PointOfUseVerdict(point, Answer.GO, List.of(), Optional.of(until));
    }

    static JourneyStatus status(
            int patient,
            List<PointOfUseVerdict> verdicts,
            List<StandingConfirmation> confirmations) {
        return new JourneyStatus(
                chain(patient),
                7,
                new ContentHash("a".repeat(64)),
                "AT_CENTRE",
                Optional.of(CENTRE),
                Verdict.CONFORMANT,
                verdicts,
                Optional.of(wristband(patient)),
                List.of(bag(patient)),
                NOW.minusSeconds(20),
                JourneyState.PROVISIONAL,
                confirmations);
    }
}
