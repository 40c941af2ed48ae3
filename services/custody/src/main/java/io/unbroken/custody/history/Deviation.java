package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.DeviationDispositioned.Disposition;
import io.unbroken.custody.event.SignatureMeaning;
import io.unbroken.custody.history.Correction.Signature;
import io.unbroken.custody.identity.ContentHash;
import java.util.List;
import java.util.Optional;

/// All findings of one kind about one subject that hold, and what was decided on them.
///
/// @param finding their code
/// @param subject what they are about
/// @param basis what a decision has to name: the hash of these findings, word for word, and of the events that show them; empty if
///     nothing of the kind is to be seen now
/// @param awaits whose signatures it takes to accept it, of those that are not there; empty if it is decided, or cannot be accepted and
///     has to be put right
/// @param decisions in the order of the history
public record Deviation(
        String finding,
        String subject,
        Optional<ContentHash> basis,
        State state,
        List<SignatureMeaning> awaits,
        List<Decision> decisions) {

    /// Where a deviation stands.
    public enum State {
        /// Nobody who may has decided on all that is known; it holds.
        OPEN,
        /// All whose signatures it takes accept it; it holds no longer.
        ACCEPTED,
        /// Somebody who may rejects what it is about; it holds for ever and leaves nothing to decide.
        REJECTED,
        /// Decided on, and not to be seen any more.
        GONE
    }

    /// What one person decided.
    public record Decision(
            Disposition disposition, String explanation, Effect effect, Signature signature) {}

    /// What has come of a decision.
    public enum Effect {
        /// It counts, alone or as one of two.
        COUNTS,
        /// It was made on something else than is known now.
        OTHER_BASIS,
        /// This is nothing that can be accepted.
        NOT_ALLOWED,
        /// Somebody decided who has no part in the journey, who did what is decided on, or whose key may be in other hands.
        NOT_ENTITLED
    }
}
