package io.unbroken.tracking.log;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One thread's way to read the partitions that it owns for now. Not safe for several threads.
///
/// Ownership comes and goes while it polls or rests. A partition that came is silent until [#place] says where to read on:
/// the place is known to the store, not to the log.
public interface LogReader extends AutoCloseable {

    /// The next records of the placed partitions, at most one batch; empty if none came in time.
    List<LogRecord> poll(Duration atMost);

    /// Waits without reading, and stays the owner meanwhile.
    void rest(Duration time);

    /// The partitions owned now.
    Set<LogPartition> assigned();

    /// Those of the owned partitions that wait to be placed, also those that went and came back.
    Set<LogPartition> unplaced();

    /// Reads on from offset `next`.
    void place(LogPartition partition, long next);

    /// Reads no more from these partitions until they are placed again.
    void displace(Collection<LogPartition> partitions);

    /// Tells the log's own dashboards how far the store is. Nothing is ever resumed from this.
    void reached(Map<LogPartition, Long> next);

    @Override
    void close();
}
