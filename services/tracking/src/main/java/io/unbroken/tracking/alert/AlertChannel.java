package io.unbroken.tracking.alert;

import java.util.List;

/// A way to those who want to hear of alerts: the feed, webhooks, mail.
public interface AlertChannel {

    /// Takes over what is told of one journey, in its order. Whoever crashes hands it over again, so that each way has to know by the
    /// ids what it has had.
    ///
    /// @throws RuntimeException if it could not take all; it is handed over again
    void take(List<AlertEvent> events);
}
