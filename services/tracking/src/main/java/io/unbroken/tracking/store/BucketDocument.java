package io.unbroken.tracking.store;

import java.util.List;

/// The signed blocks that have readings on one day of one logger; a block that spans midnight stands in both days.
///
/// @param keys how many keys its writers knew: who knows fewer may not read it, for it would miss blocks
public record BucketDocument(BucketId id, long version, long keys, List<KeptBlock> blocks) {

    public BucketDocument {
        blocks = List.copyOf(blocks);
    }
}
