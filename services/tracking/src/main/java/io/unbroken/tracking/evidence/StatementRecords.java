package io.unbroken.tracking.evidence;

import io.unbroken.ledger.heads.TreeName;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import io.unbroken.verifier.maker.SealedLog;
import java.util.ArrayList;
import java.util.List;

/// The records of a topic of statements, read once each: there are few, and they never change. Safe for all threads.
final class StatementRecords {

    private final LogPartition partition;
    private final StoredLog log;
    private final List<StoredRecord> records = new ArrayList<>();

    StatementRecords(Topic topic, StoredLog log) {
        this.partition = new LogPartition(topic.name(), 0);
        this.log = log;
    }

    /// All that the log covers.
    List<StoredRecord> covered(SealedLog sealed) {
        return first(
                sealed.tree(new TreeName(partition.topic(), partition.partition()))
                        .map(tree -> tree.head().size())
                        .orElse(0L));
    }

    private synchronized List<StoredRecord> first(long size) {
        if (records.size() < size) {
            log.read(partition, records.size(), size, _ -> true).stream()
                    .map(StoredRecords::of)
                    .forEach(records::add);
        }
        return List.copyOf(records.subList(0, (int) size));
    }
}
