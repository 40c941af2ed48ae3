package io.unbroken.custody.history;

import io.unbroken.custody.event.CorrectionReason;
import io.unbroken.custody.event.EventReference;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.SignatureMeaning;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A correction as the history shows it, beside what it corrects.
///
/// @param event that states it
/// @param corrected what it says was wrong
/// @param supersedes the corrections that it replaces
/// @param replacement what is right instead; empty if nothing stands in its place
/// @param effect what has come of it
/// @param signatures the author's first, then those who approved, each once
public record Correction(
        EventId event,
        EventReference corrected,
        List<EventReference> supersedes,
        Optional<Fact> replacement,
        CorrectionReason reason,
        String explanation,
        Effect effect,
        List<Signature> signatures) {

    /// What has come of a correction.
    public enum Effect {
        /// The history is derived from it.
        COUNTS,
        /// A later correction that names it counts in its place.
        SUPERSEDED,
        /// A second person has to sign.
        UNAPPROVED,
        /// What it corrects is not known here, or not with this content.
        WITHOUT_ORIGINAL,
        /// Another one that does not know it corrects the same event.
        CONFLICTING,
        /// It is not for this party to say.
        NOT_ENTITLED,
        /// It would change what no correction may change.
        NOT_ALLOWED
    }

    /// A person's electronic signature: who, for whom, when, and meaning what (21 CFR 11.50).
    ///
    /// @param event the signed event, to which the signature belongs for ever
    public record Signature(
            PersonId by, PartyId party, Instant at, SignatureMeaning meaning, EventId event) {

        static Signature of(SignedEvent signed, SignatureMeaning meaning) {
            return new Signature(
                    signed.event().by(),
                    signed.party(),
                    signed.event().eventTime(),
                    meaning,
                    signed.event().id());
        }
    }
}
