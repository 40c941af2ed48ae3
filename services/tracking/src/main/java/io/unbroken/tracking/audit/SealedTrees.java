package io.unbroken.tracking.audit;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.TreeName;
import java.util.List;
import java.util.SortedMap;

/// What a valid checkpoint vouches for.
///
/// @param heads the heads of each tree, in the order of sealing
public record SealedTrees(Checkpoint checkpoint, SortedMap<TreeName, List<Head>> heads) {

    /// The heads of one tree; none if nothing of it is sealed.
    List<Head> of(TreeName tree) {
        return heads.getOrDefault(tree, List.of());
    }
}
