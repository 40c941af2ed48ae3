package io.unbroken.custody.event;

import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.EventId;
import java.util.Comparator;

/// An event as whoever names it saw it: its id, and the hash of what it said. A signature that names one cannot be moved to
/// another (21 CFR 11.70).
public record EventReference(EventId id, ContentHash content)
        implements Comparable<EventReference> {

    private static final Comparator<EventReference> ORDER =
            Comparator.comparing(EventReference::id).thenComparing(EventReference::content);

    /// The reference to what was said here.
    public static EventReference to(SignedEvent event) {
        return new EventReference(event.event().id(), event.content());
    }

    @Override
    public int compareTo(EventReference other) {
        return ORDER.compare(this, other);
    }
}
