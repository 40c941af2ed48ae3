package io.unbroken.custody.history;

import io.unbroken.custody.event.CorrectionReason;
import io.unbroken.custody.event.EventReference;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.Corrected;
import io.unbroken.custody.event.Fact.CorrectionApproved;
import io.unbroken.custody.event.Fact.DeviationDispositioned;
import io.unbroken.custody.event.Fact.DeviationDispositioned.Disposition;
import io.unbroken.custody.event.Fact.JourneySealed;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignatureMeaning;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.PartyId;
import java.util.List;
import java.util.Optional;

/// What people say of a told journey afterwards.
final class Correcting {

    static final String AUTHOR = "author-1";
    static final String SECOND = "second-1";

    private Correcting() {}

    /// The first event that states such a fact.
    static SignedEvent first(Journeys journey, Class<? extends Fact> kind) {
        return journey.events().stream()
                .filter(event -> kind.isInstance(event.event().fact()))
                .findFirst()
                .orElseThrow();
    }

    /// A correction by the original's own party, without a second signature.
    static SignedEvent correct(Journeys journey, SignedEvent original, Optional<Fact> replacement) {
        return correct(journey, original, replacement, List.of());
    }

    static SignedEvent correct(
            Journeys journey,
            SignedEvent original,
            Optional<Fact> replacement,
            List<SignedEvent> supersedes) {
        return say(
                journey,
                AUTHOR,
                original.party(),
                original.kind(),
                correction(EventReference.to(original), replacement, supersedes));
    }

    static Corrected correction(
            EventReference original, Optional<Fact> replacement, List<SignedEvent> supersedes) {
        return new Corrected(
                original,
                supersedes.stream().map(EventReference::to).toList(),
                replacement,
                replacement.isPresent()
                        ? CorrectionReason.WRONG_ENTRY
                        : CorrectionReason.DID_NOT_OCCUR,
                "Found at the review of the paper record.",
                SignatureMeaning.CORRECTION_AUTHORED);
    }

    static SignedEvent approve(Journeys journey, SignedEvent correction) {
        return approve(journey, correction, SignatureMeaning.CORRECTION_APPROVED);
    }

    static SignedEvent approve(Journeys journey, SignedEvent correction, SignatureMeaning meaning) {
        return say(
                journey,
                SECOND,
                correction.party(),
                correction.kind(),
                new CorrectionApproved(EventReference.to(correction), meaning));
    }

    static SignedEvent seal(Journeys journey, ContentHash basis) {
        return say(
                journey,
                "quality-1",
                Journeys.FACILITY,
                PartyKind.MANUFACTURING,
                new JourneySealed(basis, SignatureMeaning.JOURNEY_REVIEWED_BY_QUALITY));
    }

    /// Quality's decision on the only deviation of a kind.
    static SignedEvent quality(Journeys journey, String finding, Disposition disposition) {
        return say(
                journey,
                "quality-1",
                Journeys.FACILITY,
                PartyKind.MANUFACTURING,
                decision(
                        deviation(journey.history(), finding),
                        disposition,
                        SignatureMeaning.DEVIATION_ASSESSED_BY_QUALITY));
    }

    /// The physician's.
    static SignedEvent physician(Journeys journey, String finding, Disposition disposition) {
        return say(
                journey,
                "physician-1",
                Journeys.CENTRE,
                PartyKind.INFUSION,
                decision(
                        deviation(journey.history(), finding),
                        disposition,
                        SignatureMeaning.DEVIATION_ASSESSED_BY_PHYSICIAN));
    }

    static DeviationDispositioned decision(
            Deviation deviation, Disposition disposition, SignatureMeaning meaning) {
        return new DeviationDispositioned(
                deviation.finding(),
                deviation.subject(),
                deviation.basis().orElseThrow(),
                disposition,
                "Assessed with the stability data.",
                meaning);
    }

    static Deviation deviation(History history, String finding) {
        return history.deviations().stream()
                .filter(each -> each.finding().equals(finding))
                .findFirst()
                .orElseThrow();
    }

    static SignedEvent say(
            Journeys journey, String person, PartyId party, PartyKind kind, Fact fact) {
        journey.say(person, party, kind, fact);
        return journey.events().getLast();
    }
}
