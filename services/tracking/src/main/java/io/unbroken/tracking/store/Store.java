package io.unbroken.tracking.store;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The gateway to the store. Each method is one or a few calls; any may throw, having done all, some or nothing, and may then
/// be called again. A write returned from is durable as far as the store can make it.
public interface Store {

    /// The documents of those journeys that have one.
    Map<CoiId, JourneyDocument> journeys(Set<CoiId> ids);

    /// The versions of those journeys that have a document.
    Map<CoiId, Long> versions(Set<CoiId> ids);

    /// Writes each document whose predecessor is there in the version before it (none, for version 1).
    ///
    /// @return the journeys of which another version is there; these were not written
    Set<CoiId> replaceJourneys(Collection<JourneyDocument> next);

    /// The buckets that exist of those asked for.
    Map<BucketId, BucketDocument> buckets(Set<BucketId> ids);

    /// As [#replaceJourneys], for buckets.
    Set<BucketId> replaceBuckets(Collection<BucketDocument> next);

    /// What is known of these loggers, also if that is nothing.
    Map<LoggerId, LoggerDocument> loggers(Set<LoggerId> ids);

    /// Adds to what is known of a logger and returns what is known then, in one indivisible step.
    LoggerDocument bind(LoggerId logger, Set<CoiId> journeys, Set<LocalDate> days);

    /// Keeps records under their positions; one that is there already is replaced.
    void quarantine(Collection<QuarantinedRecord> records);

    /// At most `limit` of the retriable quarantined records of these partitions whose position's id is greater than `after`
    /// (empty: all), in the order of that id.
    List<QuarantinedRecord> retriable(Set<LogPartition> partitions, String after, int limit);

    /// Lets go of records that have been applied.
    void release(Collection<LogPosition> positions);

    /// The next offset to read of each partition, 0 where nothing was read.
    Map<LogPartition, Long> progress(Set<LogPartition> partitions);

    /// Moves progress on; never back.
    void advance(Map<LogPartition, Long> next);
}
