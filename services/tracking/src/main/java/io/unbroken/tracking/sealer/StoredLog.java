package io.unbroken.tracking.sealer;

import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The log's stored bytes, read by the sealer itself and not through the recorder. Not safe for several threads.
public interface StoredLog extends AutoCloseable {

    /// The partitions of which there is a tree.
    Set<LogPartition> partitions();

    /// Reads a partition from offset `next` on. A partition that was never placed is not read.
    void place(LogPartition partition, long next);

    /// The next records, at most one batch; none of the resting partitions, of which the sealer has enough for now.
    ///
    /// @throws Disagreement if the log does not have what it was placed at
    List<LogRecord> poll(Duration atMost, Set<LogPartition> resting);

    @Override
    void close();
}
