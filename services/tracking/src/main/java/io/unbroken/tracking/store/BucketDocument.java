package io.unbroken.tracking.store;

import java.util.List;
import java.util.Optional;

/// The signed blocks that have readings on one day of one logger; a block that spans midnight stands in both days.
///
/// @param keys how many keys its writers knew: who knows fewer may not read it, for it would miss blocks
/// @param digest what the readings of that day come to, if all blocks were authentic and sound
public record BucketDocument(
        BucketId id, long version, long keys, List<KeptBlock> blocks, Optional<DayDigest> digest) {

    public BucketDocument {
        blocks = List.copyOf(blocks);
    }

    /// The same without its blocks.
    public BucketHead head() {
        return new BucketHead(id, keys, digest);
    }

    /// The same with that digest.
    public BucketDocument with(Optional<DayDigest> known) {
        return new BucketDocument(id, version, keys, blocks, known);
    }
}
