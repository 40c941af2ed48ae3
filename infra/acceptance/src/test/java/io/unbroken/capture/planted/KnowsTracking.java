package io.unbroken.capture.planted;

import io.unbroken.tracking.log.LogPartition;

/// A party service knows another service's code.
public final class KnowsTracking {
    private KnowsTracking() {}

    public static String partition() {
        return new LogPartition("topic", 0).id();
    }
}
