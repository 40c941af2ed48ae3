package io.unbroken.tracking.rebuild;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.store.Namespace;
import io.unbroken.tracking.store.Namespaces;
import io.unbroken.tracking.store.PinnedStore;
import io.unbroken.tracking.store.Pointer;
import io.unbroken.tracking.store.Progress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/// Takes one namespace out of force for another, by the pointer alone.
public final class Succession {

    /// What was switched a moment ago may still be lost by the store; then the namespace before is needed.
    static final Duration LEAST_AGE = Progress.TRAILING;

    private final Namespaces namespaces;
    private final Announcement announcement;
    private final InstantSource clock;

    public Succession(Namespaces namespaces, Announcement announcement, InstantSource clock) {
        this.namespaces = namespaces;
        this.announcement = announcement;
        this.clock = clock;
    }

    /// What to do about a namespace that an earlier run left.
    public enum Begin {
        /// It is removed, and all is read again.
        ANEW,
        /// It is gone on with, if the same version of the program made it; anew if there is none.
        RESUMED
    }

    /// The namespace to fill is in the pointer, and whoever filled one before has lost it.
    ///
    /// @param holder names this run
    Pointer begin(String holder, Begin begin) {
        finishAnnouncement();
        Pointer before = namespaces.pointer();
        boolean resumed = begin == Begin.RESUMED && before.work().isPresent();
        Pointer after = resumed ? before.takenOver(holder) : before.begun(holder, highest());
        if (!namespaces.replace(before, after)) {
            throw new IllegalStateException("another rebuild begins at this moment; run it again");
        }
        if (!resumed) {
            dropOld();
        }
        return after;
    }

    /// Whether nobody has begun or switched since.
    boolean holds(Pointer begun) {
        return namespaces.pointer().equals(begun);
    }

    /// Puts the new namespace in force, in one indivisible step.
    ///
    /// @param changed the journeys whose statuses are others now
    /// @return whether nobody has begun or switched since
    boolean complete(Pointer begun, Collection<CoiId> changed) {
        Pointer switched = begun.switched(clock.instant(), changed.isEmpty());
        if (!namespaces.replace(begun, switched)) {
            return false;
        }
        if (!changed.isEmpty()) {
            announce(switched, changed);
        }
        return true;
    }

    /// Removes every namespace but the one in force and one that is being filled.
    ///
    /// @return those that were removed; none if the last switch is so recent that the store may still lose it
    public List<Namespace> dropOld() {
        Pointer pointer = namespaces.pointer();
        if (pointer.since().plus(LEAST_AGE).isAfter(clock.instant())) {
            return List.of();
        }
        var dropped = new ArrayList<Namespace>();
        for (Namespace namespace : namespaces.present()) {
            boolean filled =
                    pointer.work().filter(work -> work.namespace().equals(namespace)).isPresent();
            if (!filled && !namespace.equals(pointer.current())) {
                namespaces.drop(namespace);
                dropped.add(namespace);
            }
        }
        return dropped;
    }

    private int highest() {
        SortedSet<Namespace> present = namespaces.present();
        return present.isEmpty() ? 0 : present.last().generation();
    }

    /// Tells all that the last switch has left to tell: after a crash it is not known which journeys it changed.
    void finishAnnouncement() {
        Pointer pointer = namespaces.pointer();
        if (!pointer.announced()) {
            announce(pointer, namespaces.contents(pointer.current()).journeys());
        }
    }

    private void announce(Pointer switched, Collection<CoiId> changed) {
        announcement.of(new PinnedStore(namespaces), changed);
        namespaces.replace(switched, switched.withAllAnnounced());
    }
}
