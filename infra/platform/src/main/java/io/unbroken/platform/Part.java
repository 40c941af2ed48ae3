package io.unbroken.platform;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the platform runs, in the order in which it starts; it stops in the reverse order.
public enum Part {
    BROKER("broker", "Kafka", 7, 384),
    REGISTRY("registry", "schema registry", 6, 256),
    STORE("store", "store", 9, 320),
    OIDC("oidc", "sign-in", 5, 128),
    COLLECTION("collection", "collection", 1, 192),
    COURIER("courier", "courier", 2, 192),
    MANUFACTURING("manufacturing", "manufacturing", 3, 192),
    INFUSION("infusion", "infusion", 4, 192),
    TRACKING("tracking", "tracking", 0, 384);

    /// What the services stand on.
    public static final List<Part> FOUNDATION = List.of(BROKER, REGISTRY, STORE);

    /// The five services.
    public static final List<Part> SERVICES =
            List.of(COLLECTION, COURIER, MANUFACTURING, INFUSION, TRACKING);

    private final String key;
    private final String title;
    private final int portOffset;
    private final int heapMegabytes;

    Part(String key, String title, int portOffset, int heapMegabytes) {
        this.key = key;
        this.title = title;
        this.portOffset = portOffset;
        this.heapMegabytes = heapMegabytes;
    }

    /// As typed and as its log file is called.
    public String key() {
        return key;
    }

    String title() {
        return title;
    }

    int portOffset() {
        return portOffset;
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    static Optional<Part> named(String key) {
        return Arrays.stream(values()).filter(part -> part.key.equals(key)).findFirst();
    }
}
