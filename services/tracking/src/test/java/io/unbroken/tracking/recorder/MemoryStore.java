package io.unbroken.tracking.recorder;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Store;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A store in memory that does what the gateway promises, and calls `around` before and after each call: there a test
/// throws what an outage or a crash would, or lets another writer go first.
final class MemoryStore implements Store {

    final Map<CoiId, JourneyDocument> journeys = new TreeMap<>();
    final Map<String, BucketDocument> buckets = new TreeMap<>();
    final Map<LoggerId, LoggerDocument> loggers = new HashMap<>();
    final Map<String, QuarantinedRecord> quarantine = new TreeMap<>();
    final Map<LogPartition, Long> progress = new TreeMap<>();

    Runnable around = () -> {};

    @Override
    public Map<CoiId, JourneyDocument> journeys(Set<CoiId> ids) {
        around.run();
        var found = new HashMap<>(journeys);
        found.keySet().retainAll(ids);
        around.run();
        return found;
    }

    @Override
    public Map<CoiId, Long> versions(Set<CoiId> ids) {
        around.run();
        var found = new HashMap<CoiId, Long>();
        journeys.forEach((coi, document) -> found.put(coi, document.version()));
        found.keySet().retainAll(ids);
        around.run();
        return found;
    }

    @Override
    public Set<CoiId> replaceJourneys(Collection<JourneyDocument> next) {
        var lost = new HashSet<CoiId>();
        for (JourneyDocument document : next) {
            around.run();
            JourneyDocument present = journeys.get(document.coi());
            if ((present == null ? 0 : present.version()) == document.version() - 1) {
                journeys.put(document.coi(), document);
            } else {
                lost.add(document.coi());
            }
        }
        around.run();
        return lost;
    }

    @Override
    public Map<BucketId, BucketDocument> buckets(Set<BucketId> ids) {
        around.run();
        var found = new HashMap<BucketId, BucketDocument>();
        buckets.values().forEach(bucket -> found.put(bucket.id(), bucket));
        found.keySet().retainAll(ids);
        around.run();
        return found;
    }

    @Override
    public Set<BucketId> replaceBuckets(Collection<BucketDocument> next) {
        var lost = new HashSet<BucketId>();
        for (BucketDocument document : next) {
            around.run();
            BucketDocument present = buckets.get(document.id().id());
            if ((present == null ? 0 : present.version()) == document.version() - 1) {
                buckets.put(document.id().id(), document);
            } else {
                lost.add(document.id());
            }
        }
        around.run();
        return lost;
    }

    @Override
    public Map<LoggerId, LoggerDocument> loggers(Set<LoggerId> ids) {
        around.run();
        var found = new HashMap<>(loggers);
        found.keySet().retainAll(ids);
        around.run();
        return found;
    }

    @Override
    public LoggerDocument bind(LoggerId logger, Set<CoiId> bound, Set<LocalDate> days) {
        around.run();
        LoggerDocument before = loggers.getOrDefault(logger, LoggerDocument.unknown(logger));
        var after =
                new LoggerDocument(
                        logger, union(before.journeys(), bound), union(before.days(), days));
        loggers.put(logger, after);
        around.run();
        return after;
    }

    @Override
    public void quarantine(Collection<QuarantinedRecord> records) {
        around.run();
        records.forEach(record -> quarantine.put(record.record().position().id(), record));
        around.run();
    }

    @Override
    public List<QuarantinedRecord> retriable(
            Set<LogPartition> partitions, String after, int limit) {
        around.run();
        return quarantine.values().stream()
                .filter(QuarantinedRecord::retriable)
                .filter(found -> partitions.contains(found.record().position().partition()))
                .filter(found -> found.record().position().id().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public void release(Collection<LogPosition> positions) {
        around.run();
        positions.forEach(position -> quarantine.remove(position.id()));
        around.run();
    }

    @Override
    public Map<LogPartition, Long> progress(Set<LogPartition> partitions) {
        around.run();
        var found = new HashMap<>(progress);
        found.keySet().retainAll(partitions);
        return found;
    }

    @Override
    public void advance(Map<LogPartition, Long> next) {
        around.run();
        next.forEach((partition, offset) -> progress.merge(partition, offset, Math::max));
        around.run();
    }

    private static <T> Set<T> union(Set<T> first, Set<T> second) {
        var union = new HashSet<>(first);
        union.addAll(second);
        return union;
    }
}
