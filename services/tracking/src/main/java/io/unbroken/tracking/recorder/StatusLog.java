package io.unbroken.tracking.recorder;

import io.unbroken.custody.status.JourneyStatus;
import java.util.Collection;

/// Where the other services learn how journeys stand: `journey.status.v1`.
public interface StatusLog {

    /// Publishes and returns when the brokers have all of them.
    void publish(Collection<JourneyStatus> statuses);
}
