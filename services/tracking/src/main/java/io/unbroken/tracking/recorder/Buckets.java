package io.unbroken.tracking.recorder;

import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.Store;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The buckets that one derivation looked at, each read once.
public final class Buckets {

    private final Store store;
    private final Authenticator authenticator;
    private final boolean digests;
    private final Set<BucketId> asked = new HashSet<>();
    private final Map<BucketId, KeptDay> found = new HashMap<>();

    private Buckets(Store store, Authenticator authenticator, boolean digests) {
        this.store = store;
        this.authenticator = authenticator;
        this.digests = digests;
    }

    /// With their digests, where these hold.
    public static Buckets of(Store store, Authenticator authenticator) {
        return new Buckets(store, authenticator, true);
    }

    /// From their blocks alone, for whoever does not believe the digests.
    static Buckets ofBlocks(Store store, Authenticator authenticator) {
        return new Buckets(store, authenticator, false);
    }

    void read(Set<BucketId> ids) {
        var missing = new HashSet<>(ids);
        missing.removeAll(asked);
        if (!missing.isEmpty()) {
            for (BucketDocument bucket : store.buckets(missing).values()) {
                KnowsLess.check(authenticator, bucket.keys());
                found.put(bucket.id(), new KeptDay(bucket, authenticator, digests));
            }
            asked.addAll(missing);
        }
    }

    Optional<KeptDay> day(BucketId id) {
        return Optional.ofNullable(found.get(id));
    }
}
