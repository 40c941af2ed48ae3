package io.unbroken.tracking.audit;

import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.store.Progress;
import io.unbroken.tracking.store.WholeStore.PartitionProgress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Holds what is recorded of each partition to the log: every tree that the store keeps must be that of the log's first records.
final class ProgressAudit {

    private final Flaws flaws;
    private final Map<LogPartition, Progress> kept = new TreeMap<>();
    private final Map<LogPartition, Frontier> grown = new HashMap<>();
    private final Map<LogPartition, Set<Frontier>> proved = new HashMap<>();

    ProgressAudit(Flaws flaws) {
        this.flaws = flaws;
    }

    void take(PartitionProgress progress) {
        kept.put(progress.partition(), progress.progress());
        proved.put(progress.partition(), new HashSet<>(Set.of(Frontier.EMPTY)));
    }

    void unreadable(String document) {
        flaws.add(document, "changed: it has not the form of our documents");
    }

    /// The offset up to which each of these partitions is recorded.
    Map<LogPartition, Long> recorded(Set<LogPartition> partitions) {
        var recorded = new HashMap<LogPartition, Long>();
        partitions.forEach(partition -> recorded.put(partition, of(partition).next()));
        return recorded;
    }

    private Progress of(LogPartition partition) {
        return kept.getOrDefault(partition, Progress.NONE);
    }

    void take(LogRecord record) {
        LogPartition partition = record.position().partition();
        Progress progress = of(partition);
        if (record.position().offset() < progress.next()) {
            Frontier frontier = grown.getOrDefault(partition, Frontier.EMPTY).append(record.leaf());
            grown.put(partition, frontier);
            long size = frontier.size();
            if (size == progress.next()
                    || size == progress.safe().next()
                    || size == progress.candidate().next()) {
                proved.getOrDefault(partition, new HashSet<>()).add(frontier);
            }
        }
    }

    /// @param sealed of each partition
    void end(Map<LogPartition, Long> sealed) {
        kept.forEach((partition, progress) -> {
            Set<Frontier> own = proved.getOrDefault(partition, Set.of());
            tree(partition, "", progress.frontier(), own);
            tree(partition, " safe point", progress.safe().frontier(), own);
            tree(partition, " candidate", progress.candidate().frontier(), own);
        });
        sealed.forEach((partition, size) -> {
            if (of(partition).next() < size) {
                flaws.add(
                        "progress " + partition,
                        "missing: recorded are %d records, sealed are %d"
                                .formatted(of(partition).next(), size));
            }
        });
    }

    private void tree(
            LogPartition partition, String which, Frontier frontier, Set<Frontier> proved) {
        if (!proved.contains(frontier)) {
            flaws.add(
                    "progress " + partition + which,
                    "changed: the tree of %d records is not that of the log"
                            .formatted(frontier.size()));
        }
    }
}
