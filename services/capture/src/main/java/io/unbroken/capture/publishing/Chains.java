package io.unbroken.capture.publishing;

import io.unbroken.custody.identity.ContentHash;
import io.unbroken.schemas.wire.ChainPosition;
import io.unbroken.schemas.wire.LinkReader.Link;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What this party has said: its present key's place in each chain, and where on the log each id stands.
final class Chains {

    /// Some 600 MB would be the whole of it; an id older than so many is published again when repeated, and tracking knows it as
    /// the same.
    private static final int MOST_IDS = 1_000_000;

    private final Map<Key, ChainPosition> next = new ConcurrentHashMap<>();
    private final Map<Key, List<Said>> said =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(1024, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Key, List<Said>> eldest) {
                            return size() > MOST_IDS;
                        }
                    });

    ChainPosition next(String topic, String subject) {
        return next.getOrDefault(new Key(topic, subject), ChainPosition.first());
    }

    void recorded(Said statement, ChainPosition following) {
        next.merge(
                new Key(statement.place().topic(), statement.place().subject()),
                following,
                // A producer's retry may be on the log twice; the chain goes on after the longest.
                (a, b) -> a.sequence() >= b.sequence() ? a : b);
        recordedBefore(statement);
    }

    /// With a former key, in its own chains.
    void recordedBefore(Said statement) {
        said.merge(
                new Key(statement.place().topic(), statement.place().id()),
                List.of(statement),
                (before, now) -> {
                    var both = new ArrayList<>(before);
                    both.addAll(now);
                    return List.copyOf(both);
                });
    }

    void recorded(Said statement, Link link) {
        recorded(statement, link.next());
    }

    /// Everything that was said under an id.
    List<Said> said(String topic, String id) {
        return said.getOrDefault(new Key(topic, id), List.of());
    }

    /// What was said first under an id in any topic.
    Optional<Said> first(String id, List<String> topics) {
        return topics.stream().flatMap(topic -> said(topic, id).stream()).findFirst();
    }

    /// Something that is on the log. Its receipt is signed when it is asked for: a device that keeps the key would need hours to sign all
    /// at each start.
    record Said(Receipt.Place place, ContentHash content) {}

    private record Key(String topic, String name) {}
}
