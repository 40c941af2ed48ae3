package io.unbroken.tracking.store;

import java.util.Optional;

/// A bucket without its blocks: what is read where its digest will do.
///
/// @param keys how many keys its writers knew: who knows fewer may not read it, for it would miss blocks
/// @param digest what the readings of that day come to, if all blocks were authentic and sound
public record BucketHead(BucketId id, long keys, Optional<DayDigest> digest) {}
