package io.unbroken.tracking.rebuild;

import io.unbroken.ledger.merkle.Hash;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.store.Progress;
import io.unbroken.tracking.store.Store;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Which trees the log must give, as somebody else has them.
@FunctionalInterface
public interface KnownTrees {

    /// The tree of each of these partitions, as far as one is known.
    Map<LogPartition, Known> of(Set<LogPartition> partitions);

    /// The tree of a partition's first records.
    ///
    /// @param size so many
    record Known(long size, Hash root) {

        static Known of(Progress progress) {
            return new Known(progress.next(), progress.frontier().root());
        }
    }

    /// Those that the recorders of a namespace have computed.
    static KnownTrees recorded(Store store) {
        return partitions -> {
            var trees = new HashMap<LogPartition, Known>();
            store.progress(partitions)
                    .forEach((partition, progress) -> {
                        if (progress.next() > 0) {
                            trees.put(partition, Known.of(progress));
                        }
                    });
            return trees;
        };
    }
}
