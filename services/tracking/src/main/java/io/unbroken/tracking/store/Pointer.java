package io.unbroken.tracking.store;

import java.time.Instant;
import java.util.Optional;

/// Which namespace is in force: the one document that a rebuild switches by.
///
/// @param version more with each replacement
/// @param current where everyone reads and writes
/// @param since when that was decided; [Instant#EPOCH] for the first namespace
/// @param last the highest generation that was ever begun: none is used twice
/// @param work a rebuild that is not finished
/// @param announced whether the statuses of all journeys that the last switch changed were published
public record Pointer(
        long version,
        Namespace current,
        Instant since,
        int last,
        Optional<Work> work,
        boolean announced) {

    /// Before the first rebuild.
    public static final Pointer FIRST =
            new Pointer(0, Namespace.FIRST, Instant.EPOCH, 0, Optional.empty(), true);

    /// A rebuild that is not finished.
    ///
    /// @param holder the process that does it; another may take it over
    public record Work(Namespace namespace, String holder) {}

    /// A rebuild begins in a namespace that nobody has used.
    ///
    /// @param present the highest generation that has collections: a store that lost its newest writes may have lost `last`, but hardly these
    public Pointer begun(String holder, int present) {
        int next = Math.max(last, present) + 1;
        return new Pointer(
                version + 1,
                current,
                since,
                next,
                Optional.of(new Work(new Namespace(next), holder)),
                announced);
    }

    /// Another process goes on with the rebuild that was begun.
    public Pointer takenOver(String holder) {
        Work before = work.orElseThrow(() -> new IllegalStateException("no rebuild was begun"));
        return new Pointer(
                version + 1,
                current,
                since,
                last,
                Optional.of(new Work(before.namespace, holder)),
                announced);
    }

    /// The namespace of the rebuild is in force.
    public Pointer switched(Instant now, boolean nothingToAnnounce) {
        Work done = work.orElseThrow(() -> new IllegalStateException("no rebuild was begun"));
        return new Pointer(
                version + 1, done.namespace, now, last, Optional.empty(), nothingToAnnounce);
    }

    /// All who hear of statuses have heard.
    public Pointer withAllAnnounced() {
        return new Pointer(version + 1, current, since, last, work, true);
    }
}
