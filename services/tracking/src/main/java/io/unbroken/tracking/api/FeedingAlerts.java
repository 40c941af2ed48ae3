package io.unbroken.tracking.api;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.alert.AlertChannel;
import io.unbroken.tracking.alert.AlertEvent;
import io.unbroken.tracking.alert.AlertMessage;
import io.unbroken.tracking.feed.Audience;
import io.unbroken.tracking.feed.Feed;
import java.util.List;
import java.util.function.Function;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Tells the live feed of alerts, before all others: it needs nothing that may be away.
@Component
@Order(0)
class FeedingAlerts implements AlertChannel {

    private final Feed feed;
    private final JsonMapper json;
    private final Audiences audiences;

    FeedingAlerts(Feed feed, JsonMapper json, Audiences audiences) {
        this.feed = feed;
        this.json = json;
        this.audiences = audiences;
    }

    @Override
    public void take(List<AlertEvent> events) {
        Function<CoiId, Audience> audience =
                audiences.of(events.stream().map(event -> event.alert().coi()).toList());
        for (AlertEvent event : events) {
            feed.tell(
                    "alert",
                    json.writeValueAsString(AlertMessage.of(event)),
                    audience.apply(event.alert().coi()));
        }
    }
}
