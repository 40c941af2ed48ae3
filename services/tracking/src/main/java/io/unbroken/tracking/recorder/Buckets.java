package io.unbroken.tracking.recorder;

import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.KeptBlock;
import io.unbroken.tracking.store.Store;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The buckets that one derivation looked at, each read once.
public final class Buckets {

    private final Store store;
    private final Authenticator authenticator;
    private final Set<BucketId> asked = new HashSet<>();
    private final Map<BucketId, BucketDocument> found = new HashMap<>();

    public Buckets(Store store, Authenticator authenticator) {
        this.store = store;
        this.authenticator = authenticator;
    }

    void read(Set<BucketId> ids) {
        var missing = new HashSet<>(ids);
        missing.removeAll(asked);
        if (!missing.isEmpty()) {
            found.putAll(store.buckets(missing));
            found.values().forEach(bucket -> KeysBehind.check(authenticator, bucket.keys()));
            asked.addAll(missing);
        }
    }

    List<KeptBlock> blocks(BucketId id) {
        BucketDocument bucket = found.get(id);
        return bucket == null ? List.of() : bucket.blocks();
    }
}
