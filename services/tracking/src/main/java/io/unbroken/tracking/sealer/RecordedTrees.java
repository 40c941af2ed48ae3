package io.unbroken.tracking.sealer;

import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.tracking.log.LogPartition;
import java.util.Map;
import java.util.Set;

/// The trees as the recorder computed them from the bytes that it read, up to what is in the store.
@FunctionalInterface
public interface RecordedTrees {

    /// The tree of each of these partitions; the empty one where nothing is recorded.
    ///
    /// @throws Disagreement if the store holds something that is no tree
    Map<LogPartition, Frontier> of(Set<LogPartition> partitions);
}
