package io.unbroken.platform.torture;

import io.unbroken.platform.Part;

/// A process to which something happens.
enum Victim {
    FIRST_TRACKING(Part.TRACKING, "tracking"),
    SECOND_TRACKING(Part.TRACKING, "tracking-2"),
    COLLECTION(Part.COLLECTION, "collection"),
    COURIER(Part.COURIER, "courier"),
    MANUFACTURING(Part.MANUFACTURING, "manufacturing"),
    INFUSION(Part.INFUSION, "infusion"),
    REGISTRY(Part.REGISTRY, "registry"),
    BROKER(Part.BROKER, "broker"),
    STORE(Part.STORE, "store");

    private final Part part;
    private final String key;

    Victim(Part part, String key) {
        this.part = part;
        this.key = key;
    }

    Part part() {
        return part;
    }

    /// As its log file is called.
    String key() {
        return key;
    }
}
