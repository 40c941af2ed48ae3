package io.unbroken.tracking.log;

import java.util.Map;

/// A reader of partitions that nobody shares with it, up to a bound that may be moved on.
public interface BoundedLog extends LogReader {

    /// Reads each partition up to that offset, which is not read. May be called by another thread.
    void until(Map<LogPartition, Long> ends);

    /// The offset up to which each partition is applied, as [#reached] was told. May be called by another thread.
    Map<LogPartition, Long> applied();
}
