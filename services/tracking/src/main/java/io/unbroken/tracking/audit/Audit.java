package io.unbroken.tracking.audit;

import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.tiles.TileReader;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Rederivation;
import io.unbroken.tracking.store.Progress;
import io.unbroken.tracking.store.WholeStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Walks checkpoints, tiles, log and store, and names each changed, missing, extra or reordered record, each fork and each truncation. May run while
/// tracking runs: it only reads, and looks at nothing that came after it began.
public final class Audit {

    private static final String CHECKPOINTS = TopicCatalogue.CHECKPOINTS.name();
    private static final String TELEMETRY = TopicCatalogue.TELEMETRY.name();
    private static final String KEYS = TopicCatalogue.KEYS.name();

    private final AuditedLog log;
    private final WholeStore store;
    private final Authenticator authenticator;
    private final Rederivation rederivation;
    private final DurableFiles ledger;
    private final VerifierKey key;

    /// @param key by which the log's checkpoints are known
    public Audit(
            AuditedLog log,
            WholeStore store,
            Authenticator authenticator,
            Rederivation rederivation,
            DurableFiles ledger,
            VerifierKey key) {
        this.log = log;
        this.store = store;
        this.authenticator = authenticator;
        this.rederivation = rederivation;
        this.ledger = ledger;
        this.key = key;
    }

    /// What was looked at, and what was found.
    ///
    /// @param records of the log
    /// @param sealed of them under a checkpoint
    public record Report(long records, long sealed, Flaws flaws) {}

    /// Does the whole walk.
    public Report run() {
        var flaws = new Flaws();
        var ledgerAudit = new LedgerAudit(ledger, key, flaws);
        Optional<SealedTrees> sealed = ledgerAudit.read();
        sealed.ifPresent(trees -> ledgerAudit.published(checkpoints(), trees));

        Map<LogPartition, Frontier> recorded = recorded(flaws);
        Map<LogPartition, Long> ends = log.ends(topics());
        var readUpTo = new HashMap<LogPartition, Long>();
        recorded.forEach((partition, frontier) -> readUpTo.put(partition, frontier.size()));
        SortedMap<LogPartition, PartitionAudit> partitions = partitions(ends, sealed, flaws);
        var expected = new RecordedLog(authenticator, TELEMETRY);
        var roots = new Roots(recorded, flaws);
        long[] records = {0};
        log.read(
                ends,
                record -> {
                    records[0]++;
                    take(record, partitions, expected, readUpTo);
                    roots.take(record);
                });
        partitions.forEach((partition, audit) -> audit.end(ends.getOrDefault(partition, 0L)));
        sealed.ifPresent(trees -> withoutLog(trees, ends, flaws));
        roots.end();
        new StoreAudit(store, expected, readUpTo, authenticator, rederivation, flaws).check();
        return new Report(records[0], sealed.map(Audit::size).orElse(0L), flaws);
    }

    private static void take(
            LogRecord record,
            Map<LogPartition, PartitionAudit> partitions,
            RecordedLog expected,
            Map<LogPartition, Long> readUpTo) {
        LogPartition partition = record.position().partition();
        PartitionAudit audit = partitions.get(partition);
        if (audit != null) {
            audit.take(record.position().offset(), record.leaf());
        }
        if (record.position().offset() < readUpTo.getOrDefault(partition, 0L)) {
            expected.take(record);
        }
    }

    private SortedMap<LogPartition, PartitionAudit> partitions(
            Map<LogPartition, Long> ends, Optional<SealedTrees> sealed, Flaws flaws) {
        var partitions = new TreeMap<LogPartition, PartitionAudit>();
        ends.keySet()
                .forEach(partition -> {
                    var tree = new TreeName(partition.topic(), partition.partition());
                    var heads = sealed.map(trees -> trees.of(tree)).orElse(List.of());
                    long size = heads.isEmpty() ? 0 : heads.getLast().size();
                    partitions.put(
                            partition,
                            new PartitionAudit(
                                    tree,
                                    heads,
                                    new TileReader(ledger.below(tree.toString()), size),
                                    flaws));
                });
        return partitions;
    }

    /// Whole partitions that were sealed and are gone.
    private static void withoutLog(SealedTrees trees, Map<LogPartition, Long> ends, Flaws flaws) {
        trees.heads().keySet().stream()
                .filter(tree -> !ends.containsKey(new LogPartition(tree.topic(), tree.partition())))
                .forEach(tree ->
                        flaws.add(tree.toString(), "missing: the log has no such partition"));
    }

    private List<byte[]> checkpoints() {
        var notes = new ArrayList<byte[]>();
        log.read(
                log.ends(List.of(CHECKPOINTS)),
                record ->
                        notes.add(record.value().map(value -> value.array()).orElse(new byte[0])));
        return notes;
    }

    private Map<LogPartition, Frontier> recorded(Flaws flaws) {
        var recorded = new HashMap<LogPartition, Frontier>();
        store.progress(
                each -> recorded.put(each.partition(), frontier(each.progress())),
                document -> flaws.add(document, "changed: it has not the form of our documents"));
        return recorded;
    }

    private static Frontier frontier(Progress progress) {
        return progress.frontier();
    }

    private static long size(SealedTrees trees) {
        return trees.heads().values().stream().mapToLong(heads -> heads.getLast().size()).sum();
    }

    private static List<String> topics() {
        return Stream.concat(
                        Stream.of(io.unbroken.custody.event.PartyKind.values())
                                .map(kind -> TopicCatalogue.events(kind).name()),
                        Stream.of(TELEMETRY, KEYS))
                .toList();
    }

    /// The recorder's trees against the log's.
    private static final class Roots {
        private final Map<LogPartition, Frontier> recorded;
        private final Map<LogPartition, Frontier> own = new HashMap<>();
        private final Flaws flaws;

        Roots(Map<LogPartition, Frontier> recorded, Flaws flaws) {
            this.recorded = recorded;
            this.flaws = flaws;
        }

        void take(LogRecord record) {
            LogPartition partition = record.position().partition();
            if (record.position().offset()
                    < recorded.getOrDefault(partition, Frontier.EMPTY).size()) {
                own.merge(
                        partition,
                        Frontier.EMPTY.append(record.leaf()),
                        (before, _) -> before.append(record.leaf()));
            }
        }

        void end() {
            recorded.forEach((partition, frontier) -> {
                if (!own.getOrDefault(partition, Frontier.EMPTY).root().equals(frontier.root())) {
                    flaws.add(
                            "progress " + partition,
                            "changed: the tree of %d records is not that of the log"
                                    .formatted(frontier.size()));
                }
            });
        }
    }
}
