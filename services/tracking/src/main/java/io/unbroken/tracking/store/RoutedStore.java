package io.unbroken.tracking.store;

import io.unbroken.custody.history.Alias;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Passes each call on to the documents of one namespace.
abstract sealed class RoutedStore implements Store permits PinnedStore, CurrentStore {

    /// The documents to which a call goes.
    abstract Store documents();

    @Override
    public Map<CoiId, JourneyDocument> journeys(Set<CoiId> ids) {
        return documents().journeys(ids);
    }

    @Override
    public Map<CoiId, Long> versions(Set<CoiId> ids) {
        return documents().versions(ids);
    }

    @Override
    public List<JourneyDocument> derivedBefore(Knowledge needed, String after, int limit) {
        return documents().derivedBefore(needed, after, limit);
    }

    @Override
    public String boot() {
        return documents().boot();
    }

    @Override
    public Set<CoiId> replaceJourneys(Collection<Replacement<JourneyDocument>> next) {
        return documents().replaceJourneys(next);
    }

    @Override
    public Map<BucketId, BucketDocument> buckets(Set<BucketId> ids) {
        return documents().buckets(ids);
    }

    @Override
    public Map<BucketId, BucketHead> heads(Set<BucketId> ids) {
        return documents().heads(ids);
    }

    @Override
    public Set<BucketId> replaceBuckets(Collection<Replacement<BucketDocument>> next) {
        return documents().replaceBuckets(next);
    }

    @Override
    public Map<LoggerId, LoggerDocument> loggers(Set<LoggerId> ids) {
        return documents().loggers(ids);
    }

    @Override
    public Set<LoggerId> replaceLoggers(Collection<Replacement<LoggerDocument>> next) {
        return documents().replaceLoggers(next);
    }

    @Override
    public Map<Alias, Set<CoiId>> claims(Set<Alias> aliases) {
        return documents().claims(aliases);
    }

    @Override
    public Set<CoiId> claim(Alias alias, CoiId coi) {
        return documents().claim(alias, coi);
    }

    @Override
    public Map<Alias, Set<CoiId>> claim(Map<Alias, Set<CoiId>> claimants) {
        return documents().claim(claimants);
    }

    @Override
    public void quarantine(Collection<QuarantinedRecord> records) {
        documents().quarantine(records);
    }

    @Override
    public List<Retriable> retriable(
            Set<LogPartition> partitions, String boot, String after, int limit) {
        return documents().retriable(partitions, boot, after, limit);
    }

    @Override
    public void release(Collection<LogPosition> positions, String boot) {
        documents().release(positions, boot);
    }

    @Override
    public Map<LogPartition, Progress> progress(Set<LogPartition> partitions) {
        return documents().progress(partitions);
    }

    @Override
    public Set<LogPartition> move(Collection<ProgressMove> moves) {
        return documents().move(moves);
    }
}
