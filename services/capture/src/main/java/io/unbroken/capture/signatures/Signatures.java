package io.unbroken.capture.signatures;

import io.unbroken.capture.publishing.Publisher;
import io.unbroken.capture.security.Caller;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.CorrectionApproved;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.profile.ProfileEdition;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Demands that whoever states something with a meaning has proved anew who they are, for exactly this (21 CFR 11.70, 11.200).
///
/// A challenge counts once: what it was given for has an id, and the log has each id's content once. What is on the log already needs
/// no signature to be sent again, for it adds nothing.
@Component
public final class Signatures {

    /// In which a challenge comes back.
    public static final String HEADER = "Unbroken-Signature";

    /// How old a sign-in may be (RFC 9470's `max_age`).
    public static final Duration FRESH = Challenges.FRESH;

    private final Publisher publisher;
    private final Challenges challenges;

    Signatures(Publisher publisher, Clock clock) {
        this.publisher = publisher;
        this.challenges = new Challenges(new SecureRandom(), clock);
    }

    /// Lets an event pass that needs no signature, is on the log already, or was signed in for.
    ///
    /// @param challenge of [#HEADER]
    /// @throws Unsigned with what has to be signed
    /// @throws SameSigner if somebody approves what they wrote themselves
    public void require(Event event, Caller caller, @Nullable String challenge) {
        if (event.fact().signatureMeaning().isEmpty()) {
            return;
        }
        ContentHash content = publisher.content(event);
        if (publisher.said(event.id().value(), content)) {
            return;
        }
        requireSecond(event);
        require(
                new Act(caller.person(), event.fact().signatureMeaning().get(), content),
                caller,
                challenge);
    }

    /// The same for an edition of a product's rules, which its approver signs.
    ///
    /// @throws Unsigned with what has to be signed
    public void require(ProfileEdition edition, Caller caller, @Nullable String challenge) {
        ContentHash content = publisher.content(edition);
        if (!publisher.said(edition.id().value(), content)) {
            require(
                    new Act(caller.person(), edition.approved().meaning().name(), content),
                    caller,
                    challenge);
        }
    }

    /// What this service did not record itself, histories judge.
    private void requireSecond(Event event) {
        if (event.fact() instanceof CorrectionApproved approval
                && publisher
                        .event(approval.correction())
                        .filter(correction -> correction.by().equals(event.by()))
                        .isPresent()) {
            throw new SameSigner();
        }
    }

    private void require(Act act, Caller caller, @Nullable String challenge) {
        if (!challenges.answered(
                Objects.requireNonNullElse(challenge, ""), act, caller.authenticated())) {
            throw new Unsigned(challenges.due(act));
        }
    }
}
