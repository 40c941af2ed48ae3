package io.unbroken.tracking.webhook;

import io.unbroken.tracking.alert.AlertChannel;
import io.unbroken.tracking.alert.AlertEvent;
import io.unbroken.tracking.alert.AlertMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Puts a delivery there for each subscription that wants to hear of an alert.
public final class WebhookChannel implements AlertChannel {

    private final SubscriptionStore subscriptions;
    private final DeliveryStore deliveries;
    private final WebhookDispatcher dispatcher;
    private final JsonMapper json;
    private final InstantSource clock;

    public WebhookChannel(
            SubscriptionStore subscriptions,
            DeliveryStore deliveries,
            WebhookDispatcher dispatcher,
            JsonMapper json,
            InstantSource clock) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.dispatcher = dispatcher;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void take(List<AlertEvent> events) {
        Instant now = clock.instant();
        boolean added = false;
        for (Subscription subscription : subscriptions.all()) {
            for (AlertEvent event : events) {
                if (subscription.wants(event.alert())) {
                    AlertMessage message = AlertMessage.of(event);
                    deliveries.add(
                            Delivery.of(
                                    subscription,
                                    message.id(),
                                    message.type(),
                                    json.writeValueAsString(message),
                                    now));
                    added = true;
                }
            }
        }
        if (added) {
            dispatcher.wake();
        }
    }
}
