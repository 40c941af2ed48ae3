package io.unbroken.tracking.recorder;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.TreeMap;

/// Documents in memory, of which the newest writes can be lost again. They are written with [#write] alone.
final class MemoryCollection<K, V> extends TreeMap<K, V> {

    private final transient Deque<Undo<K, V>> writes = new ArrayDeque<>();

    MemoryCollection(Comparator<? super K> order) {
        super(order);
    }

    private record Undo<K, V>(Instant at, K key, Optional<V> before) {}

    void write(Instant at, K key, V value) {
        writes.addLast(new Undo<>(at, key, Optional.ofNullable(put(key, value))));
    }

    void settle() {
        writes.clear();
    }

    /// Loses everything for good.
    void empty() {
        clear();
        writes.clear();
    }

    /// How many writes are younger than that, and may be lost.
    int since(Instant time) {
        return (int) writes.stream().filter(write -> write.at.isAfter(time)).count();
    }

    void loseNewest(int count) {
        for (int i = 0; i < count; i++) {
            Undo<K, V> write = writes.removeLast();
            write.before.ifPresentOrElse(before -> put(write.key, before), () -> remove(write.key));
        }
    }
}
