package io.unbroken.tracking.evidence;

import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import java.util.List;
import java.util.function.Predicate;

/// Records of the log by their place.
@FunctionalInterface
public interface StoredLog {

    /// The records of a partition from offset `first` until before `end` that pass `wanted`, in order.
    ///
    /// @throws RuntimeException if the log does not answer
    List<LogRecord> read(LogPartition partition, long first, long end, Predicate<LogRecord> wanted);
}
