package io.unbroken.tracking.audit;

import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.HistoryModel;
import io.unbroken.tracking.recorder.Rederivation;
import io.unbroken.tracking.store.MongoStore;
import io.unbroken.tracking.store.WholeStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bson.Document;

/// All that an audit looks at, as it is at rest. Its parts may be replaced; what they hold is never changed in place.
///
/// @param log every topic, also that of checkpoints
/// @param files of the ledger's directory
/// @param documents of the store, by collection and `_id`
record Snapshot(
        Map<LogPartition, List<LogRecord>> log,
        Map<Path, byte[]> files,
        Map<String, Map<String, Document>> documents,
        Authenticator authenticator,
        VerifierKey key) {

    static final LogPartition CHECKPOINTS = new LogPartition(TopicCatalogue.CHECKPOINTS.name(), 0);

    /// The same, to be changed.
    Snapshot copy() {
        var records = new TreeMap<LogPartition, List<LogRecord>>();
        log.forEach((partition, all) -> records.put(partition, new ArrayList<>(all)));
        var collections = new HashMap<String, Map<String, Document>>();
        documents.forEach((name, all) -> collections.put(name, new LinkedHashMap<>(all)));
        return new Snapshot(records, new TreeMap<>(files), collections, authenticator, key);
    }

    Rederivation rederivation() {
        return new Rederivation(
                new MongoStore(new DocumentDatabase(documents).database()),
                new HistoryModel(),
                authenticator);
    }

    Flaws audit() {
        return new Audit(
                        new MemoryAuditedLog(log),
                        new WholeStore(new DocumentDatabase(documents).database()),
                        authenticator,
                        rederivation(),
                        new DurableFiles(new MemoryFiles(files), MemoryFiles.ROOT),
                        key,
                        Duration.ZERO)
                .run()
                .flaws();
    }

    private record MemoryAuditedLog(Map<LogPartition, List<LogRecord>> log) implements AuditedLog {

        @Override
        public Map<LogPartition, Long> ends(List<String> topics) {
            var ends = new HashMap<LogPartition, Long>();
            log.forEach((partition, records) -> {
                if (topics.contains(partition.topic())) {
                    long end = records.isEmpty() ? 0 : records.getLast().position().offset() + 1;
                    ends.put(partition, end);
                }
            });
            return ends;
        }

        @Override
        public void read(Map<LogPartition, Long> ends, Consumer<LogRecord> each) {
            log.forEach((partition, records) -> {
                if (ends.containsKey(partition)) {
                    records.forEach(each);
                }
            });
        }
    }
}
