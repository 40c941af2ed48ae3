package io.unbroken.tracking.recorder;

import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketHead;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.KeptBlock;
import io.unbroken.tracking.store.Store;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The buckets that one derivation looked at, each read once; or twice, where its head would not do.
public final class Buckets {

    private final Store store;
    private final Authenticator authenticator;
    private final boolean digests;
    private final Set<BucketId> whole = new HashSet<>();
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
        missing.removeAll(whole);
        if (!missing.isEmpty()) {
            for (BucketDocument bucket : store.buckets(missing).values()) {
                KnowsLess.check(authenticator, bucket.keys());
                found.put(bucket.id(), new KeptDay(bucket, authenticator, digests));
            }
            whole.addAll(missing);
        }
    }

    /// Without their blocks, where digests hold; the blocks of a day are read when they are asked for.
    void readHeads(Set<BucketId> ids) {
        if (!digests) {
            read(ids);
            return;
        }
        var missing = new HashSet<>(ids);
        missing.removeAll(whole);
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            for (BucketHead head : store.heads(missing).values()) {
                KnowsLess.check(authenticator, head.keys());
                found.put(
                        head.id(),
                        new KeptDay(head, () -> blocks(head.id()), authenticator, digests));
            }
        }
    }

    /// As they are by now. Whoever added some since tells it afterwards.
    private List<KeptBlock> blocks(BucketId id) {
        BucketDocument bucket = store.buckets(Set.of(id)).get(id);
        if (bucket == null) {
            return List.of();
        }
        KnowsLess.check(authenticator, bucket.keys());
        return bucket.blocks();
    }

    Optional<KeptDay> day(BucketId id) {
        return Optional.ofNullable(found.get(id));
    }
}
