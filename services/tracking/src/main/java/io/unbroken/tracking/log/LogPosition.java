package io.unbroken.tracking.log;

import java.util.Comparator;

/// Where a record is on the log, for ever.
public record LogPosition(LogPartition partition, long offset) implements Comparable<LogPosition> {

    private static final Comparator<LogPosition> ORDER =
            Comparator.comparing(LogPosition::partition).thenComparingLong(LogPosition::offset);

    /// `topic/partition/offset`: the computed identifier under which the store keeps what was there.
    public String id() {
        return partition.id() + "/" + offset;
    }

    @Override
    public int compareTo(LogPosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return id();
    }
}
