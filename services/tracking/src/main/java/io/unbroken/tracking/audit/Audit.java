package io.unbroken.tracking.audit;

import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.tiles.TileReader;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Rederivation;
import io.unbroken.tracking.store.WholeStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Walks checkpoints, tiles, log and store, and names each changed, missing, extra or reordered record, each fork and each truncation. May run while
/// tracking runs: it only reads, and looks at nothing that came after it began.
public final class Audit {

    /// Ten times what a slow disk needs.
    private static final Duration LONGEST_SHOWING = Duration.ofSeconds(2);

    private static final String CHECKPOINTS = TopicCatalogue.CHECKPOINTS.name();
    private static final String TELEMETRY = TopicCatalogue.TELEMETRY.name();

    private final AuditedLog log;
    private final WholeStore store;
    private final Authenticator authenticator;
    private final Rederivation rederivation;
    private final DurableFiles ledger;
    private final VerifierKey key;
    private final Duration patience;

    /// @param key by which the log's checkpoints are known
    public Audit(
            AuditedLog log,
            WholeStore store,
            Authenticator authenticator,
            Rederivation rederivation,
            DurableFiles ledger,
            VerifierKey key) {
        this(log, store, authenticator, rederivation, ledger, key, LONGEST_SHOWING);
    }

    /// @param patience how long a checkpoint that was published may wait until the directory shows it
    Audit(
            AuditedLog log,
            WholeStore store,
            Authenticator authenticator,
            Rederivation rederivation,
            DurableFiles ledger,
            VerifierKey key,
            Duration patience) {
        this.log = log;
        this.store = store;
        this.authenticator = authenticator;
        this.rederivation = rederivation;
        this.ledger = ledger;
        this.key = key;
        this.patience = patience;
    }

    /// What was looked at, and what was found.
    ///
    /// @param records of the log
    /// @param sealed of them under a checkpoint
    public record Report(long records, long sealed, Flaws flaws) {}

    /// Does the whole walk.
    public Report run() {
        var flaws = new Flaws();
        var ledgerAudit = new LedgerAudit(ledger, key, patience, flaws);
        Optional<SealedTrees> sealed = ledgerAudit.read();
        sealed.ifPresent(trees -> ledgerAudit.published(checkpoints(), trees));

        var progress = new ProgressAudit(flaws);
        store.progress(progress::take, progress::unreadable);
        Map<LogPartition, Long> ends = log.ends(topics());
        SortedMap<LogPartition, PartitionAudit> partitions = partitions(ends, sealed, flaws);
        var expected = new RecordedLog(authenticator, TELEMETRY, progress.recorded(ends.keySet()));
        long[] records = {0};
        log.read(
                ends,
                record -> {
                    records[0]++;
                    PartitionAudit partition = partitions.get(record.position().partition());
                    if (partition != null) {
                        partition.take(record.position().offset(), record.leaf());
                    }
                    expected.take(record);
                    progress.take(record);
                });
        partitions.forEach((partition, audit) -> audit.end(ends.getOrDefault(partition, 0L)));
        sealed.ifPresent(trees -> withoutLog(trees, ends, flaws));
        progress.end(sealed.map(Audit::recordedAndSealed).orElse(Map.of()));
        new StoreAudit(store, expected, rederivation, flaws).check();
        return new Report(records[0], sealed.map(Audit::size).orElse(0L), flaws);
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

    private List<LogRecord> checkpoints() {
        var records = new ArrayList<LogRecord>();
        log.read(log.ends(List.of(CHECKPOINTS)), records::add);
        return records;
    }

    /// How much is sealed of each partition that has a recorder.
    private static Map<LogPartition, Long> recordedAndSealed(SealedTrees trees) {
        Set<String> statements =
                TopicCatalogue.statements().stream()
                        .map(Topic::name)
                        .collect(Collectors.toUnmodifiableSet());
        var sealed = new HashMap<LogPartition, Long>();
        trees.heads()
                .forEach((tree, heads) -> {
                    if (!statements.contains(tree.topic())) {
                        sealed.put(
                                new LogPartition(tree.topic(), tree.partition()),
                                heads.getLast().size());
                    }
                });
        return sealed;
    }

    private static long size(SealedTrees trees) {
        return trees.heads().values().stream().mapToLong(heads -> heads.getLast().size()).sum();
    }

    private static List<String> topics() {
        return TopicCatalogue.sealed().stream().map(Topic::name).toList();
    }
}
