package io.unbroken.capture.publishing;

import io.unbroken.schemas.wire.ChainPosition;
import io.unbroken.schemas.wire.LinkReader.Link;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What this service's key has said: its place in each chain, and a receipt for each id.
final class Chains {

    /// Some 600 MB would be the whole of it; an id older than so many is published again when repeated, and tracking knows it as
    /// the same.
    private static final int MOST_IDS = 1_000_000;

    private final Map<Key, ChainPosition> next = new ConcurrentHashMap<>();
    private final Map<Key, List<Receipt>> said =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(1024, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Key, List<Receipt>> eldest) {
                            return size() > MOST_IDS;
                        }
                    });

    ChainPosition next(String topic, String subject) {
        return next.getOrDefault(new Key(topic, subject), ChainPosition.first());
    }

    void recorded(Receipt receipt, ChainPosition following) {
        next.merge(
                new Key(receipt.topic(), receipt.subject()),
                following,
                // A producer's retry may be on the log twice; the chain goes on after the longest.
                (a, b) -> a.sequence() >= b.sequence() ? a : b);
        said.merge(
                new Key(receipt.topic(), receipt.id()),
                List.of(receipt),
                (before, now) -> {
                    var both = new ArrayList<>(before);
                    both.addAll(now);
                    return List.copyOf(both);
                });
    }

    void recorded(Receipt receipt, Link link) {
        recorded(receipt, link.next());
    }

    /// Receipts for everything that was said under an id.
    List<Receipt> said(String topic, String id) {
        return said.getOrDefault(new Key(topic, id), List.of());
    }

    /// The first receipt for an id in any topic.
    Optional<Receipt> receipt(String id, List<String> topics) {
        return topics.stream().flatMap(topic -> said(topic, id).stream()).findFirst();
    }

    private record Key(String topic, String name) {}
}
