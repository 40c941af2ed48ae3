package io.unbroken.tracking.recorder;

import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogReader;
import io.unbroken.tracking.log.LogRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Passes every call on, for bugs to change one.
class ForwardingReader implements LogReader {

    private final LogReader reader;

    ForwardingReader(LogReader reader) {
        this.reader = reader;
    }

    @Override
    public List<LogRecord> poll(Duration atMost) {
        return reader.poll(atMost);
    }

    @Override
    public void rest(Duration time) {
        reader.rest(time);
    }

    @Override
    public Set<LogPartition> assigned() {
        return reader.assigned();
    }

    @Override
    public Set<LogPartition> unplaced() {
        return reader.unplaced();
    }

    @Override
    public void place(LogPartition partition, long next) {
        reader.place(partition, next);
    }

    @Override
    public void displace(Collection<LogPartition> partitions) {
        reader.displace(partitions);
    }

    @Override
    public void reached(Map<LogPartition, Long> next) {
        reader.reached(next);
    }

    @Override
    public void close() {
        reader.close();
    }
}
