package io.unbroken.benchmarks.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/// Asks the courier's service what is sealed, as devices do, some tens of times a second. A checkpoint covers a partition up to an
/// offset: what is before a sealed record is sealed too.
final class Seals implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofMillis(20);

    /// Of each partition; six of them stay below what the service answers for at once.
    private static final int MOST_ASKED = 50;

    private final Caller caller;
    private final String url;
    private final String topic;
    private final ConcurrentHashMap<Integer, ConcurrentSkipListSet<Long>> waiting =
            new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, ConcurrentSkipListMap<Long, Long>> sealed =
            new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread = Thread.ofVirtual().unstarted(this::ask);

    Seals(Caller caller, String courier, String topic) {
        this.caller = caller;
        this.url = courier + "/api/seals";
        this.topic = topic;
        thread.start();
    }

    void await(int partition, long offset) {
        waiting.computeIfAbsent(partition, _ -> new ConcurrentSkipListSet<>()).add(offset);
    }

    /// When it first answered that the record is sealed.
    Optional<Long> sealedAt(int partition, long offset) {
        return Optional.ofNullable(sealed.get(partition))
                .map(offsets -> offsets.ceilingEntry(offset))
                .map(java.util.Map.Entry::getValue);
    }

    private void ask() {
        while (!closed.get()) {
            List<String> positions = positions();
            if (!positions.isEmpty()) {
                try {
                    JsonNode answer =
                            caller.post(
                                    url, "{\"positions\":[" + String.join(",", positions) + "]}");
                    take(answer, System.nanoTime());
                } catch (IllegalStateException noAnswer) {
                    // Asked again, unless this was closed.
                }
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    /// Some of those that wait, evenly from the oldest to the newest.
    private List<String> positions() {
        var positions = new ArrayList<String>();
        waiting.forEach((partition, offsets) -> {
            List<Long> all = List.copyOf(offsets);
            int step = Math.max(1, all.size() / MOST_ASKED + 1);
            for (int i = all.size() - 1; i >= 0; i -= step) {
                positions.add(
                        "{\"topic\":\"%s\",\"partition\":%d,\"offset\":%d}"
                                .formatted(topic, partition, all.get(i)));
            }
        });
        return positions;
    }

    private void take(JsonNode answer, long now) {
        var highest = new TreeMap<Integer, Long>();
        for (JsonNode seal : answer.path("seals")) {
            if (seal.path("state").asString().equals("SEALED")) {
                highest.merge(
                        seal.path("partition").asInt(), seal.path("offset").asLong(), Math::max);
            }
        }
        highest.forEach((partition, offset) -> {
            sealed.computeIfAbsent(partition, _ -> new ConcurrentSkipListMap<>()).put(offset, now);
            waiting.computeIfAbsent(partition, _ -> new ConcurrentSkipListSet<>())
                    .headSet(offset, true)
                    .clear();
        });
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
