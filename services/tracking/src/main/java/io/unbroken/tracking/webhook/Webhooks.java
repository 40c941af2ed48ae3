package io.unbroken.tracking.webhook;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/// Subscribes and unsubscribes, changes secrets, tries out and replays.
public final class Webhooks {

    /// Each is asked for at every alert.
    public static final int MOST = 50;

    /// For so long the secret before signs too, unless somebody says otherwise.
    public static final Duration OVERLAP = Duration.ofHours(24);

    private final SubscriptionStore subscriptions;
    private final DeliveryStore deliveries;
    private final WebhookDispatcher dispatcher;
    private final WebhookSecrets secrets;
    private final boolean privateAllowed;
    private final JsonMapper json;
    private final Supplier<String> ids;
    private final InstantSource clock;

    /// @param privateAllowed whether targets may be in our own network
    /// @param ids makes one that was never there
    public Webhooks(
            SubscriptionStore subscriptions,
            DeliveryStore deliveries,
            WebhookDispatcher dispatcher,
            WebhookSecrets secrets,
            boolean privateAllowed,
            JsonMapper json,
            Supplier<String> ids,
            InstantSource clock) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.dispatcher = dispatcher;
        this.secrets = secrets;
        this.privateAllowed = privateAllowed;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /// A subscription with its secret, which nobody is shown again.
    public record WithSecret(Subscription subscription, String secret) {

        /// Without the secret: this may be printed.
        @Override
        public String toString() {
            return subscription.id();
        }
    }

    /// That cannot be subscribed; the message says what was expected.
    public static final class Refused extends RuntimeException {
        Refused(String expected) {
            super(expected);
        }
    }

    /// Subscribes an address.
    ///
    /// @throws Refused if the address will not do, or there are too many
    public WithSecret subscribe(
            URI url, Set<FindingCode> codes, Optional<Severity> severity, Set<String> products) {
        WebhookSender.refusal(url, privateAllowed)
                .ifPresent(expected -> {
                    throw new Refused(expected);
                });
        if (subscriptions.all().size() >= MOST) {
            throw new Refused("at most %d webhooks".formatted(MOST));
        }
        var subscription =
                new Subscription(
                        "wh_" + ids.get(),
                        1,
                        url,
                        codes,
                        severity,
                        products,
                        1,
                        Optional.empty(),
                        clock.instant());
        subscriptions.add(subscription);
        return shown(subscription);
    }

    public List<Subscription> all() {
        return subscriptions.all();
    }

    public Optional<Subscription> find(String id) {
        return subscriptions.find(id);
    }

    /// Ends a subscription with all that waits for it, and says whether there was one.
    public boolean unsubscribe(String id) {
        boolean there = subscriptions.remove(id);
        deliveries.removeAll(id);
        return there;
    }

    /// Gives a subscription a new secret; the one before signs beside it for a while. Empty if there is none, or somebody else just did it.
    public Optional<WithSecret> rotate(String id, Duration overlap) {
        return subscriptions
                .find(id)
                .map(before -> before.rotated(clock.instant().plus(overlap)))
                .filter(subscriptions::replace)
                .map(this::shown);
    }

    /// Sends a message of type `webhook.test`, and returns its id; empty if there is no such subscription.
    public Optional<String> test(String id) {
        return subscriptions
                .find(id)
                .map(subscription -> {
                    Instant now = clock.instant();
                    String event = "test_" + ids.get();
                    String body =
                            json.writeValueAsString(
                                    new TestMessage(event, TestMessage.TYPE, now, Map.of()));
                    deliveries.add(Delivery.of(subscription, event, TestMessage.TYPE, body, now));
                    dispatcher.wake();
                    return event;
                });
    }

    /// The newest first.
    public List<Delivery> deliveries(
            String id, Optional<Delivery.State> state, Optional<String> after, int limit) {
        return deliveries.list(
                id, state, after.flatMap(event -> deliveries.find(id, event)), limit);
    }

    /// Delivers again what was delivered or given up, with all attempts before it; says whether there was such a thing.
    public boolean replay(String id, String event) {
        boolean again =
                deliveries
                        .find(id, event)
                        .filter(delivery -> delivery.state() != Delivery.State.WAITING)
                        .filter(delivery ->
                                deliveries.replace(delivery, delivery.again(clock.instant())))
                        .isPresent();
        dispatcher.wake();
        return again;
    }

    private WithSecret shown(Subscription subscription) {
        return new WithSecret(subscription, secrets.shown(subscription));
    }

    /// What a test sends.
    record TestMessage(String id, String type, Instant timestamp, Map<String, String> data) {
        static final String TYPE = "webhook.test";
    }
}
