package io.unbroken.tracking.rebuild;

import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.store.Store;
import java.util.Set;

/// Makes the crew of a rebuild.
@FunctionalInterface
public interface Crews {

    /// Recorders for all these partitions that write to this store and publish nothing.
    Crew of(Set<LogPartition> partitions, Store store);
}
