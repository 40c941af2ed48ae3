package io.unbroken.benchmarks.ingest;

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
import io.unbroken.tracking.store.Progress;
import io.unbroken.tracking.store.ProgressMove;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Replacement;
import io.unbroken.tracking.store.Retriable;
import io.unbroken.tracking.store.Store;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// A store in this process's memory, for what tracking costs without one. For one thread.
public final class MapStore implements Store {

    private final Map<CoiId, JourneyDocument> journeys = new HashMap<>();
    private final Map<BucketId, BucketDocument> buckets = new HashMap<>();
    private final Map<LoggerId, LoggerDocument> loggers = new HashMap<>();
    private final Map<Alias, Set<CoiId>> aliases = new HashMap<>();
    private final Map<LogPartition, Progress> progress = new HashMap<>();

    @Override
    public String boot() {
        return "memory";
    }

    @Override
    public List<JourneyDocument> derivedBefore(Knowledge needed, String after, int limit) {
        return List.of();
    }

    @Override
    public Map<CoiId, JourneyDocument> journeys(Set<CoiId> ids) {
        return found(journeys, ids, Function.identity());
    }

    @Override
    public Map<CoiId, Long> versions(Set<CoiId> ids) {
        return found(journeys, ids, JourneyDocument::version);
    }

    @Override
    public Set<CoiId> replaceJourneys(Collection<Replacement<JourneyDocument>> next) {
        return replace(journeys, next, JourneyDocument::coi, JourneyDocument::version);
    }

    @Override
    public Map<BucketId, BucketDocument> buckets(Set<BucketId> ids) {
        return found(buckets, ids, Function.identity());
    }

    @Override
    public Map<BucketId, BucketHead> heads(Set<BucketId> ids) {
        var heads = new HashMap<BucketId, BucketHead>();
        buckets(ids).forEach((id, bucket) -> heads.put(id, bucket.head()));
        return heads;
    }

    @Override
    public Set<BucketId> replaceBuckets(Collection<Replacement<BucketDocument>> next) {
        return replace(buckets, next, BucketDocument::id, BucketDocument::version);
    }

    @Override
    public Map<LoggerId, LoggerDocument> loggers(Set<LoggerId> ids) {
        return found(loggers, ids, Function.identity());
    }

    @Override
    public Set<LoggerId> replaceLoggers(Collection<Replacement<LoggerDocument>> next) {
        return replace(loggers, next, LoggerDocument::logger, LoggerDocument::version);
    }

    @Override
    public Map<Alias, Set<CoiId>> claims(Set<Alias> ids) {
        return found(aliases, ids, Function.identity());
    }

    @Override
    public Set<CoiId> claim(Alias alias, CoiId coi) {
        return aliases.merge(alias, Set.of(coi), MapStore::union);
    }

    /// All records of a benchmark are good; one that is not must not make it faster.
    @Override
    public void quarantine(Collection<QuarantinedRecord> records) {
        throw new IllegalStateException(
                "expected good records only, found " + records.iterator().next().reason());
    }

    @Override
    public List<Retriable> retriable(
            Set<LogPartition> partitions, String boot, String after, int limit) {
        return List.of();
    }

    @Override
    public void release(Collection<LogPosition> positions, String boot) {
        throw new IllegalStateException("expected nothing in quarantine");
    }

    @Override
    public Map<LogPartition, Progress> progress(Set<LogPartition> partitions) {
        var found = new HashMap<LogPartition, Progress>();
        partitions.forEach(each -> found.put(each, progress.getOrDefault(each, Progress.NONE)));
        return found;
    }

    @Override
    public Set<LogPartition> move(Collection<ProgressMove> moves) {
        moves.forEach(move -> progress.put(move.partition(), move.after()));
        return Set.of();
    }

    private static <I, D> Set<I> replace(
            Map<I, D> documents,
            Collection<Replacement<D>> next,
            Function<D, I> id,
            Function<D, Long> version) {
        var lost = new HashSet<I>();
        for (Replacement<D> each : next) {
            D before = documents.get(id.apply(each.after()));
            if (before == null || version.apply(before) == each.before()) {
                documents.put(id.apply(each.after()), each.after());
            } else {
                lost.add(id.apply(each.after()));
            }
        }
        return lost;
    }

    private static <I, D, R> Map<I, R> found(Map<I, D> documents, Set<I> ids, Function<D, R> read) {
        var found = new HashMap<I, R>();
        for (I id : ids) {
            D document = documents.get(id);
            if (document != null) {
                found.put(id, read.apply(document));
            }
        }
        return found;
    }

    private static <T> Set<T> union(Set<T> first, Set<T> second) {
        var union = new HashSet<>(first);
        union.addAll(second);
        return union;
    }
}
