package io.unbroken.tracking.audit;

import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The log as an audit reads it: whole, once, from its beginning.
public interface AuditedLog {

    /// The offset after the last record of each partition of these topics, now.
    Map<LogPartition, Long> ends(List<String> topics);

    /// Gives every record of these partitions before their end, each partition in its order.
    void read(Map<LogPartition, Long> ends, Consumer<LogRecord> each);
}
