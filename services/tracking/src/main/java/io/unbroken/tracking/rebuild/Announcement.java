package io.unbroken.tracking.rebuild;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.store.Store;
import java.util.Collection;

/// Publishes the statuses of journeys anew.
@FunctionalInterface
public interface Announcement {

    /// Writes those of these journeys that this store has again in a newer version, and publishes them.
    void of(Store store, Collection<CoiId> journeys);
}
