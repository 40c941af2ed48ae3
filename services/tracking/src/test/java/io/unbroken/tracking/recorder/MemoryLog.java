package io.unbroken.tracking.recorder;

import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogReader;
import io.unbroken.tracking.log.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// A reader of a log in memory, that owns some partitions and gives batches of random size from random partitions.
final class MemoryLog implements LogReader {

    private final Map<LogPartition, List<LogRecord>> records;
    private final Predicate<LogPartition> owned;
    private final RandomGenerator random;
    private final Map<LogPartition, Long> next = new TreeMap<>();
    private final ToLongFunction<LogPartition> bound;
    private Set<LogPartition> assigned = Set.of();

    MemoryLog(
            Map<LogPartition, List<LogRecord>> records,
            Predicate<LogPartition> owned,
            RandomGenerator random) {
        this(records, owned, random, _ -> Long.MAX_VALUE);
    }

    /// @param bound the offset at which each partition is read no further for now
    MemoryLog(
            Map<LogPartition, List<LogRecord>> records,
            Predicate<LogPartition> owned,
            RandomGenerator random,
            ToLongFunction<LogPartition> bound) {
        this.records = records;
        this.owned = owned;
        this.random = random;
        this.bound = bound;
    }

    @Override
    public List<LogRecord> poll(Duration atMost) {
        rest(atMost);
        var batch = new ArrayList<LogRecord>();
        next.replaceAll((partition, from) -> {
            List<LogRecord> all = records.getOrDefault(partition, List.of());
            long end = Math.max(from, Math.min(all.size(), bound.applyAsLong(partition)));
            int until = (int) Math.min(end, from + random.nextInt(6));
            batch.addAll(all.subList(from.intValue(), until));
            return (long) until;
        });
        return batch;
    }

    /// Only here it learns what it owns; until then it may take itself for the owner of what another has long had.
    @Override
    public void rest(Duration time) {
        assigned =
                records.keySet().stream()
                        .filter(owned)
                        .collect(Collectors.toCollection(TreeSet::new));
        next.keySet().retainAll(assigned);
    }

    @Override
    public Set<LogPartition> assigned() {
        return assigned;
    }

    @Override
    public Set<LogPartition> unplaced() {
        var unplaced = new TreeSet<>(assigned);
        unplaced.removeAll(next.keySet());
        return unplaced;
    }

    @Override
    public void place(LogPartition partition, long from) {
        next.put(partition, from);
    }

    @Override
    public void displace(Collection<LogPartition> partitions) {
        next.keySet().removeAll(partitions);
    }

    @Override
    public void reached(Map<LogPartition, Long> reached) {}

    @Override
    public void close() {}
}
