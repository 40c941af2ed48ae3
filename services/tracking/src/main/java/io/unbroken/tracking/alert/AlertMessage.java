package io.unbroken.tracking.alert;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is told of an alert, as the feed and webhooks carry it, after Standard Webhooks.
///
/// @param id the same each time that it is told
/// @param type `alert.raised`, `alert.changed` or `alert.closed`
/// @param timestamp when it was told first
public record AlertMessage(String id, String type, Instant timestamp, Data data) {

    /// What became of which alert.
    ///
    /// @param sequence counts what was told of the journey: what has a lower one is older, whatever comes first
    /// @param reason why it was closed; else null
    public record Data(long sequence, AlertEvent.@Nullable Reason reason, AlertView alert) {}

    public static AlertMessage of(AlertEvent event) {
        return new AlertMessage(
                event.id(),
                "alert." + event.kind().name().toLowerCase(Locale.ROOT),
                event.at(),
                new Data(
                        event.sequence(),
                        event.reason().orElse(null),
                        AlertView.of(event.alert())));
    }
}
