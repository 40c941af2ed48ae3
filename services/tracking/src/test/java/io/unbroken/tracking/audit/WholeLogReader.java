package io.unbroken.tracking.audit;

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

/// Owns all partitions of a log in memory, and reads each to its end.
final class WholeLogReader implements LogReader {

    private static final int BATCH = 20;

    private final Map<LogPartition, List<LogRecord>> log;
    private final Map<LogPartition, Long> next = new TreeMap<>();

    WholeLogReader(Map<LogPartition, List<LogRecord>> log) {
        this.log = log;
    }

    @Override
    public List<LogRecord> poll(Duration atMost) {
        var batch = new ArrayList<LogRecord>();
        next.replaceAll((partition, from) -> {
            List<LogRecord> all = log.getOrDefault(partition, List.of());
            int until = (int) Math.min(all.size(), from + BATCH);
            batch.addAll(all.subList(from.intValue(), until));
            return (long) until;
        });
        return batch;
    }

    @Override
    public void rest(Duration time) {}

    @Override
    public Set<LogPartition> assigned() {
        return log.keySet();
    }

    @Override
    public Set<LogPartition> unplaced() {
        var unplaced = new TreeSet<>(log.keySet());
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
