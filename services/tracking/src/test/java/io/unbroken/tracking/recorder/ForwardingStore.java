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
import io.unbroken.tracking.store.Progress;
import io.unbroken.tracking.store.ProgressMove;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Replacement;
import io.unbroken.tracking.store.Retriable;
import io.unbroken.tracking.store.Store;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Passes every call on, for bugs to change one.
class ForwardingStore implements Store {

    final Store store;

    ForwardingStore(Store store) {
        this.store = store;
    }

    @Override
    public Map<CoiId, JourneyDocument> journeys(Set<CoiId> ids) {
        return store.journeys(ids);
    }

    @Override
    public Map<CoiId, Long> versions(Set<CoiId> ids) {
        return store.versions(ids);
    }

    @Override
    public boolean inForce() {
        return store.inForce();
    }

    @Override
    public long leastVersion() {
        return store.leastVersion();
    }

    @Override
    public String boot() {
        return store.boot();
    }

    @Override
    public List<JourneyDocument> derivedBefore(Knowledge needed, String after, int limit) {
        return store.derivedBefore(needed, after, limit);
    }

    @Override
    public Set<CoiId> replaceJourneys(Collection<Replacement<JourneyDocument>> next) {
        return store.replaceJourneys(next);
    }

    @Override
    public Map<BucketId, BucketDocument> buckets(Set<BucketId> ids) {
        return store.buckets(ids);
    }

    @Override
    public Map<BucketId, BucketHead> heads(Set<BucketId> ids) {
        return store.heads(ids);
    }

    @Override
    public Set<BucketId> replaceBuckets(Collection<Replacement<BucketDocument>> next) {
        return store.replaceBuckets(next);
    }

    @Override
    public Map<LoggerId, LoggerDocument> loggers(Set<LoggerId> ids) {
        return store.loggers(ids);
    }

    @Override
    public Set<LoggerId> replaceLoggers(Collection<Replacement<LoggerDocument>> next) {
        return store.replaceLoggers(next);
    }

    @Override
    public Map<Alias, Set<CoiId>> claims(Set<Alias> aliases) {
        return store.claims(aliases);
    }

    @Override
    public Set<CoiId> claim(Alias alias, CoiId coi) {
        return store.claim(alias, coi);
    }

    @Override
    public void quarantine(Collection<QuarantinedRecord> records) {
        store.quarantine(records);
    }

    @Override
    public List<Retriable> retriable(
            Set<LogPartition> partitions, String boot, String after, int limit) {
        return store.retriable(partitions, boot, after, limit);
    }

    @Override
    public void release(Collection<LogPosition> positions, String boot) {
        store.release(positions, boot);
    }

    @Override
    public Map<LogPartition, Progress> progress(Set<LogPartition> partitions) {
        return store.progress(partitions);
    }

    @Override
    public Set<LogPartition> move(Collection<ProgressMove> moves) {
        return store.move(moves);
    }
}
