package io.unbroken.tracking.store;

import java.util.List;

/// The signed blocks that have readings on one day of one logger; a block that spans midnight stands in both days.
public record BucketDocument(BucketId id, long version, List<KeptBlock> blocks) {

    public BucketDocument {
        blocks = List.copyOf(blocks);
    }
}
