package io.unbroken.tracking.recorder;

import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogReader;
import io.unbroken.tracking.log.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// A reader of a log in memory, that owns some partitions and gives batches of random size from random partitions.
final class MemoryLog implements LogReader {

    private final Map<LogPartition, List<LogRecord>> records;
    private final Predicate<LogPartition> owned;
    private final RandomGenerator random;
    private final Map<LogPartition, Long> next = new HashMap<>();

    MemoryLog(
            Map<LogPartition, List<LogRecord>> records,
            Predicate<LogPartition> owned,
            RandomGenerator random) {
        this.records = records;
        this.owned = owned;
        this.random = random;
    }

    @Override
    public List<LogRecord> poll(Duration atMost) {
        var batch = new ArrayList<LogRecord>();
        next.replaceAll((partition, from) -> {
            List<LogRecord> all = records.getOrDefault(partition, List.of());
            int until = (int) Math.min(all.size(), from + random.nextInt(6));
            batch.addAll(all.subList(from.intValue(), until));
            return (long) until;
        });
        return batch;
    }

    @Override
    public void rest(Duration time) {}

    @Override
    public Set<LogPartition> assigned() {
        var assigned = new HashSet<>(records.keySet());
        assigned.removeIf(owned.negate());
        return assigned;
    }

    @Override
    public Set<LogPartition> unplaced() {
        var unplaced = new HashSet<>(assigned());
        unplaced.removeAll(next.keySet());
        return unplaced;
    }

    @Override
    public void place(LogPartition partition, long from) {
        next.put(partition, from);
    }

    @Override
    public void reached(Map<LogPartition, Long> reached) {}

    @Override
    public void close() {}
}
