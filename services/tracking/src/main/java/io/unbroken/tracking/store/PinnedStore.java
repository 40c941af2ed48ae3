package io.unbroken.tracking.store;

import java.time.Duration;
import java.util.Optional;

/// The store of one recorder, which goes over to another namespace only where it asks for the run of the store.
///
/// So a batch is in one namespace as a whole. After a switch the run has another name, as after a restart of the store: the recorder throws
/// away what it has half done, claims its partitions in the new namespace, and goes on from the progress there.
public final class PinnedStore extends RoutedStore {

    private final Namespaces namespaces;
    private Optional<Pinned> pinned = Optional.empty();

    /// By so much the clocks of our instances may differ, and more.
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private record Pinned(Namespace namespace, Store documents, long leastVersion) {}

    public PinnedStore(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    @Override
    public String boot() {
        Pointer pointer = namespaces.pointer();
        Namespace current = pointer.current();
        if (pinned.filter(before -> before.namespace.equals(current)).isEmpty()) {
            pinned =
                    Optional.of(
                            new Pinned(
                                    current,
                                    namespaces.store(current),
                                    pointer.since().plus(AHEAD).toEpochMilli()));
        }
        return documents().boot();
    }

    @Override
    public boolean inForce() {
        return namespaces.pointer().current().equals(pinned().namespace);
    }

    @Override
    public long leastVersion() {
        return pinned().leastVersion;
    }

    @Override
    Store documents() {
        return pinned().documents;
    }

    private Pinned pinned() {
        return pinned.orElseThrow(() ->
                new IllegalStateException("expected to have asked for the run of the store first"));
    }
}
