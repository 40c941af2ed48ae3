package io.unbroken.capture.signatures;

import io.unbroken.capture.publishing.Publisher;
import io.unbroken.capture.security.Caller;
import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.capture.settings.Components;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.CorrectionApproved;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.profile.ProfileEdition;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Demands that whoever states something with a meaning has proved anew who they are, by two components, for exactly this and nothing else
/// (21 CFR 11.70, 11.200).
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
    private final Components components;
    private final Challenges challenges;
    private final SpentSignIns signIns;

    Signatures(Publisher publisher, CaptureProperties properties, Clock clock) {
        this.publisher = publisher;
        this.components = properties.components();
        this.challenges = new Challenges(new SecureRandom(), clock);
        this.signIns = new SpentSignIns(clock);
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
        Optional<Missing> missing = missing(act, caller, Objects.requireNonNullElse(challenge, ""));
        if (missing.isPresent()) {
            throw new Unsigned(missing.get(), challenges.due(act), components.ways());
        }
    }

    private Optional<Missing> missing(Act act, Caller caller, String challenge) {
        Optional<Instant> signedIn = caller.authenticated();
        if (signedIn.isEmpty() || !challenges.answered(challenge, act, signedIn.get())) {
            return Optional.of(Missing.SIGN_IN);
        }
        if (!components.areIn(caller.methods())) {
            return Optional.of(Missing.COMPONENTS);
        }
        return signIns.spend(signedIn.get(), act)
                ? Optional.empty()
                : Optional.of(Missing.SIGN_IN_OF_ITS_OWN);
    }
}
