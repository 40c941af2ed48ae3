package io.unbroken.tracking.webhook;

import java.time.Instant;
import java.util.Optional;

/// One message for one subscription, and what became of it.
///
/// @param event the message's id: the same at each attempt
/// @param body what is sent, the same at each attempt
/// @param attempts how many were begun
/// @param next when the next is due; whoever begins one puts this off, so that nobody else does
/// @param last what came of the last attempt that ended
public record Delivery(
        String subscription,
        String event,
        String type,
        String body,
        Instant createdAt,
        State state,
        int attempts,
        Instant next,
        Optional<Outcome> last) {

    /// How far it is.
    public enum State {
        WAITING,
        DELIVERED,
        /// The last attempt failed; it stays to be looked at and replayed.
        DEAD
    }

    /// What came of an attempt.
    ///
    /// @param status of the answer; empty if none came
    /// @param error what went wrong in a word; empty if nothing did
    public record Outcome(Instant at, Optional<Integer> status, Optional<String> error) {}

    static Delivery of(
            Subscription subscription, String event, String type, String body, Instant now) {
        return new Delivery(
                subscription.id(), event, type, body, now, State.WAITING, 0, now, Optional.empty());
    }

    String id() {
        return subscription + "/" + event;
    }

    Delivery begun(Instant until) {
        return new Delivery(
                subscription, event, type, body, createdAt, state, attempts + 1, until, last);
    }

    Delivery ended(State then, Outcome outcome, Instant again) {
        return new Delivery(
                subscription,
                event,
                type,
                body,
                createdAt,
                then,
                attempts,
                again,
                Optional.of(outcome));
    }

    Delivery again(Instant now) {
        return new Delivery(
                subscription, event, type, body, createdAt, State.WAITING, 0, now, last);
    }
}
