package io.unbroken.tracking.rebuild;

import io.unbroken.tracking.log.LogPartition;
import java.util.Map;

/// The recorders that fill a new namespace, up to a bound that is moved on.
public interface Crew extends AutoCloseable {

    /// Reads each partition up to that offset from now on.
    void aim(Map<LogPartition, Long> ends);

    /// The offset up to which each partition is applied.
    Map<LogPartition, Long> applied();

    @Override
    void close();
}
