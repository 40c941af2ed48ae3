package io.unbroken.tracking.evidence;

import io.unbroken.custody.history.Alias;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.Store;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A store that is only read.
final class ReadStore {

    final Map<CoiId, JourneyDocument> journeys = new HashMap<>();
    final Map<BucketId, BucketDocument> buckets = new HashMap<>();
    final Map<LoggerId, LoggerDocument> loggers = new HashMap<>();
    final Map<Alias, Set<CoiId>> claims = new HashMap<>();

    Store store() {
        return (Store)
                Proxy.newProxyInstance(
                        Store.class.getClassLoader(),
                        new Class<?>[] {Store.class},
                        (_, method, arguments) ->
                                switch (method.getName()) {
                                    case "journeys" -> only(journeys, (Set<?>) arguments[0]);
                                    case "buckets" -> only(buckets, (Set<?>) arguments[0]);
                                    case "claims" -> only(claims, (Set<?>) arguments[0]);
                                    case "loggers" -> only(loggers, (Set<?>) arguments[0]);
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    "expected reads only, found "
                                                            + method.getName());
                                });
    }

    private static <K, V> Map<K, V> only(Map<K, V> all, Set<?> keys) {
        Map<K, V> some = new HashMap<>(all);
        some.keySet().retainAll(keys);
        return some;
    }
}
