package io.unbroken.tracking.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The namespace in force, as it was at most a second ago. For reads: the one before is still there by then.
public final class CurrentNamespace {

    private static final Duration LONGEST_TRUSTED = Duration.ofSeconds(1);

    private final Namespaces namespaces;
    private final InstantSource clock;
    private volatile Seen seen = new Seen(Namespace.FIRST, Instant.MIN);

    private record Seen(Namespace namespace, Instant at) {}

    public CurrentNamespace(Namespaces namespaces, InstantSource clock) {
        this.namespaces = namespaces;
        this.clock = clock;
    }

    /// Safe for all threads.
    public Namespace now() {
        Instant now = clock.instant();
        Seen last = seen;
        if (last.at.isBefore(now.minus(LONGEST_TRUSTED))) {
            last = new Seen(namespaces.pointer().current(), now);
            seen = last;
        }
        return last.namespace;
    }
}
