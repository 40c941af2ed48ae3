package io.unbroken.tracking.recorder;

import io.unbroken.custody.history.Alias;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketHead;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.Knowledge;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.Namespace;
import io.unbroken.tracking.store.Progress;
import io.unbroken.tracking.store.ProgressMove;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Replacement;
import io.unbroken.tracking.store.Retriable;
import io.unbroken.tracking.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A store in memory that does what the gateway promises, and calls `around` before and after each write: there a test throws
/// what an outage or a crash would, or lets another writer go first. Sets are gone through in order, so that a seed replays.
final class MemoryStore implements Store {

    /// @param released the run of the store in which it was applied
    record Kept(QuarantinedRecord quarantined, Optional<String> released) {}

    final MemoryCollection<CoiId, JourneyDocument> journeys =
            new MemoryCollection<>(Comparator.naturalOrder());
    final MemoryCollection<String, BucketDocument> buckets =
            new MemoryCollection<>(Comparator.naturalOrder());
    final MemoryCollection<LoggerId, LoggerDocument> loggers =
            new MemoryCollection<>(Comparator.comparing(LoggerId::value));
    final MemoryCollection<Alias, Set<CoiId>> aliases =
            new MemoryCollection<>(Comparator.naturalOrder());
    final MemoryCollection<String, Kept> quarantine =
            new MemoryCollection<>(Comparator.naturalOrder());
    final MemoryCollection<LogPartition, Progress> progress =
            new MemoryCollection<>(Comparator.naturalOrder());

    Runnable around = () -> {};

    private final InstantSource clock;
    private final Namespace namespace;
    private int run;

    MemoryStore(InstantSource clock) {
        this(clock, Namespace.FIRST, 1);
    }

    MemoryStore(InstantSource clock, Namespace namespace, int run) {
        this.clock = clock;
        this.namespace = namespace;
        this.run = run;
    }

    /// Everything is deleted, while it goes on to answer.
    void empty() {
        all().forEach(MemoryCollection::empty);
    }

    boolean isEmpty() {
        return all().stream().allMatch(MemoryCollection::isEmpty);
    }

    private List<MemoryCollection<?, ?>> all() {
        return List.of(journeys, buckets, loggers, aliases, quarantine, progress);
    }

    /// Starts anew without some of the newest writes of each collection, none of them older than `since`.
    void restart(RandomGenerator random, Instant since) {
        for (MemoryCollection<?, ?> each : all()) {
            int young = each.since(since);
            each.loseNewest(young == 0 || random.nextBoolean() ? 0 : random.nextInt(young + 1));
        }
        run++;
    }

    /// What was written so far is never lost: a long test need not remember what was before it.
    void settle() {
        for (MemoryCollection<?, ?> each :
                List.of(journeys, buckets, loggers, aliases, quarantine, progress)) {
            each.settle();
        }
    }

    String run() {
        return namespace.boot("run-" + run);
    }

    /// What is in quarantine for all to see.
    Map<String, QuarantinedRecord> quarantined() {
        var seen = new TreeMap<String, QuarantinedRecord>();
        quarantine.forEach((id, kept) -> {
            if (kept.released.isEmpty()) {
                seen.put(id, kept.quarantined);
            }
        });
        return seen;
    }

    @Override
    public String boot() {
        around.run();
        return run();
    }

    @Override
    public Map<CoiId, JourneyDocument> journeys(Set<CoiId> ids) {
        around.run();
        return found(journeys, ids.stream(), Function.identity());
    }

    @Override
    public Map<CoiId, Long> versions(Set<CoiId> ids) {
        around.run();
        return found(journeys, ids.stream(), JourneyDocument::version);
    }

    @Override
    public List<JourneyDocument> derivedBefore(Knowledge needed, String after, int limit) {
        around.run();
        return journeys.values().stream()
                .filter(journey -> journey.coi().value().compareTo(after) > 0)
                .filter(journey -> !journey.known().covers(needed))
                .limit(limit)
                .toList();
    }

    @Override
    public Set<CoiId> replaceJourneys(Collection<Replacement<JourneyDocument>> next) {
        var lost = new HashSet<CoiId>();
        inOrder(next, document -> document.coi().value())
                .forEach(each -> {
                    around.run();
                    CoiId coi = each.after().coi();
                    JourneyDocument present = journeys.get(coi);
                    if (present == null || present.version() == each.before()) {
                        journeys.write(clock.instant(), coi, each.after());
                    } else {
                        lost.add(coi);
                    }
                });
        around.run();
        return lost;
    }

    @Override
    public Map<BucketId, BucketDocument> buckets(Set<BucketId> ids) {
        around.run();
        var found = new HashMap<BucketId, BucketDocument>();
        for (BucketId id : ids.stream().sorted(Comparator.comparing(BucketId::id)).toList()) {
            around.run();
            BucketDocument bucket = buckets.get(id.id());
            if (bucket != null) {
                found.put(id, bucket);
            }
        }
        return found;
    }

    @Override
    public Map<BucketId, BucketHead> heads(Set<BucketId> ids) {
        var heads = new HashMap<BucketId, BucketHead>();
        buckets(ids).forEach((id, bucket) -> heads.put(id, bucket.head()));
        return heads;
    }

    @Override
    public Set<BucketId> replaceBuckets(Collection<Replacement<BucketDocument>> next) {
        var lost = new HashSet<BucketId>();
        inOrder(next, document -> document.id().id())
                .forEach(each -> {
                    around.run();
                    BucketId id = each.after().id();
                    BucketDocument present = buckets.get(id.id());
                    if (present == null || present.version() == each.before()) {
                        buckets.write(clock.instant(), id.id(), each.after());
                    } else {
                        lost.add(id);
                    }
                });
        around.run();
        return lost;
    }

    @Override
    public Map<LoggerId, LoggerDocument> loggers(Set<LoggerId> ids) {
        around.run();
        return found(loggers, ids.stream(), Function.identity());
    }

    @Override
    public Set<LoggerId> replaceLoggers(Collection<Replacement<LoggerDocument>> next) {
        var lost = new HashSet<LoggerId>();
        inOrder(next, document -> document.logger().value())
                .forEach(each -> {
                    around.run();
                    LoggerId logger = each.after().logger();
                    LoggerDocument present = loggers.get(logger);
                    if (present == null || present.version() == each.before()) {
                        loggers.write(clock.instant(), logger, each.after());
                    } else {
                        lost.add(logger);
                    }
                });
        around.run();
        return lost;
    }

    @Override
    public Map<Alias, Set<CoiId>> claims(Set<Alias> ids) {
        around.run();
        return found(aliases, ids.stream(), Function.identity());
    }

    @Override
    public Set<CoiId> claim(Alias alias, CoiId coi) {
        around.run();
        Set<CoiId> after = union(aliases.getOrDefault(alias, Set.of()), Set.of(coi));
        aliases.write(clock.instant(), alias, after);
        around.run();
        return after;
    }

    @Override
    public void quarantine(Collection<QuarantinedRecord> records) {
        records.stream()
                .sorted(Comparator.comparing(each -> each.record().position()))
                .forEach(each -> {
                    around.run();
                    quarantine.write(
                            clock.instant(),
                            each.record().position().id(),
                            new Kept(each, Optional.empty()));
                });
        around.run();
    }

    @Override
    public List<Retriable> retriable(
            Set<LogPartition> partitions, String boot, String after, int limit) {
        around.run();
        return quarantine.tailMap(after, false).values().stream()
                .filter(kept -> kept.quarantined.retriable())
                .filter(kept -> !kept.released.equals(Optional.of(boot)))
                .filter(kept ->
                        partitions.contains(kept.quarantined.record().position().partition()))
                .limit(limit)
                .map(kept -> new Retriable(kept.quarantined, kept.released.isPresent()))
                .toList();
    }

    @Override
    public void release(Collection<LogPosition> positions, String boot) {
        positions.stream()
                .sorted()
                .forEach(position -> {
                    around.run();
                    Kept kept = quarantine.get(position.id());
                    if (kept != null) {
                        quarantine.write(
                                clock.instant(),
                                position.id(),
                                new Kept(kept.quarantined, Optional.of(boot)));
                    }
                });
        around.run();
    }

    @Override
    public Map<LogPartition, Progress> progress(Set<LogPartition> partitions) {
        around.run();
        return partitions.stream()
                .collect(
                        Collectors.toMap(
                                Function.identity(),
                                partition -> progress.getOrDefault(partition, Progress.NONE)));
    }

    @Override
    public Set<LogPartition> move(Collection<ProgressMove> moves) {
        var lost = new HashSet<LogPartition>();
        moves.stream()
                .sorted(Comparator.comparing(ProgressMove::partition))
                .forEach(move -> {
                    around.run();
                    Progress present = progress.get(move.partition());
                    // Progress that is gone is not put back: what it spoke of may be gone too.
                    if (present == null
                            ? move.before().equals(Progress.NONE)
                            : present.equals(move.before())) {
                        progress.write(clock.instant(), move.partition(), move.after());
                    } else {
                        lost.add(move.partition());
                    }
                });
        around.run();
        return lost;
    }

    private static <D> Stream<Replacement<D>> inOrder(
            Collection<Replacement<D>> next, Function<D, String> id) {
        return next.stream().sorted(Comparator.comparing(each -> id.apply(each.after())));
    }

    private static <K, V, R> Map<K, R> found(
            Map<K, V> documents, Stream<K> ids, Function<V, R> read) {
        var found = new HashMap<K, R>();
        ids.forEach(id -> {
            V document = documents.get(id);
            if (document != null) {
                found.put(id, read.apply(document));
            }
        });
        return found;
    }

    private static <T> Set<T> union(Set<T> first, Set<T> second) {
        var union = new HashSet<>(first);
        union.addAll(second);
        return union;
    }
}
