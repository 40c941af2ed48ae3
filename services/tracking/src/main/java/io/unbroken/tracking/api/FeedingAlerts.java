package io.unbroken.tracking.api;

import io.unbroken.tracking.alert.AlertChannel;
import io.unbroken.tracking.alert.AlertEvent;
import io.unbroken.tracking.alert.AlertMessage;
import io.unbroken.tracking.feed.Feed;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Tells the live feed of alerts, before all others: it needs nothing that may be away.
@Component
@Order(0)
class FeedingAlerts implements AlertChannel {

    private final Feed feed;
    private final JsonMapper json;

    FeedingAlerts(Feed feed, JsonMapper json) {
        this.feed = feed;
        this.json = json;
    }

    @Override
    public void take(List<AlertEvent> events) {
        events.forEach(
                event -> feed.tell("alert", json.writeValueAsString(AlertMessage.of(event))));
    }
}
