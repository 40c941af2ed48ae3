package io.unbroken.tracking.log;

import java.util.Comparator;

/// One partition of one topic: a sequence of records with dense offsets from 0.
public record LogPartition(String topic, int partition) implements Comparable<LogPartition> {

    private static final Comparator<LogPartition> ORDER =
            Comparator.comparing(LogPartition::topic).thenComparingInt(LogPartition::partition);

    /// The computed identifier under which the store keeps what belongs to this partition.
    public String id() {
        return topic + "/" + partition;
    }

    @Override
    public int compareTo(LogPartition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return id();
    }
}
