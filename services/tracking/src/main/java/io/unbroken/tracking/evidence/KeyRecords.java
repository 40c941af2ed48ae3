package io.unbroken.tracking.evidence;

import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import java.util.ArrayList;
import java.util.List;

/// The records of the key history, read once each: there are few, and they never change. Safe for all threads.
final class KeyRecords {

    static final LogPartition KEYS = new LogPartition(TopicCatalogue.KEYS.name(), 0);

    private final StoredLog log;
    private final List<StoredRecord> records = new ArrayList<>();

    KeyRecords(StoredLog log) {
        this.log = log;
    }

    /// The first `size` records.
    synchronized List<StoredRecord> first(long size) {
        if (records.size() < size) {
            log.read(KEYS, records.size(), size, _ -> true).stream()
                    .map(StoredRecords::of)
                    .forEach(records::add);
        }
        return List.copyOf(records.subList(0, (int) size));
    }
}
