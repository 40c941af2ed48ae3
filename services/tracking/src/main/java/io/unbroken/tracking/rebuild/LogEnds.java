package io.unbroken.tracking.rebuild;

import io.unbroken.tracking.log.LogPartition;
import java.util.Map;

/// Where the log ends now.
@FunctionalInterface
public interface LogEnds {

    /// The offset after the last record of each partition that is recorded.
    Map<LogPartition, Long> now();
}
