package io.unbroken.tracking.store;

import io.unbroken.custody.history.Alias;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import java.util.Collection;
import java.util.HashMap;
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

    /// Which run of the store this is: the same until it restarts. What was written in an earlier run may have been lost, the
    /// newest first and in each collection by itself.
    String boot();

    /// Whether what is written here is what everybody reads, which ends when a rebuilt namespace comes into force. Who has computed a
    /// version before asking knows that it is below [#leastVersion()] of the next namespace.
    default boolean inForce() {
        return true;
    }

    /// No version is below this one: it is above those that were computed in the namespaces before, by all our instances' clocks.
    default long leastVersion() {
        return 0;
    }

    /// At most `limit` of the journeys that were derived by somebody who did not know all of `needed`, and whose id is greater than
    /// `after` (empty: all), in the order of their ids.
    List<JourneyDocument> derivedBefore(Knowledge needed, String after, int limit);

    /// Writes each document whose predecessor is there.
    ///
    /// @return the journeys of which another version is there; these were not written
    Set<CoiId> replaceJourneys(Collection<Replacement<JourneyDocument>> next);

    /// The buckets that exist of those asked for.
    Map<BucketId, BucketDocument> buckets(Set<BucketId> ids);

    /// As [#buckets], without their blocks.
    Map<BucketId, BucketHead> heads(Set<BucketId> ids);

    /// As [#replaceJourneys], for buckets.
    Set<BucketId> replaceBuckets(Collection<Replacement<BucketDocument>> next);

    /// What is known of those of these loggers of which anything is.
    Map<LoggerId, LoggerDocument> loggers(Set<LoggerId> ids);

    /// As [#replaceJourneys], for loggers.
    Set<LoggerId> replaceLoggers(Collection<Replacement<LoggerDocument>> next);

    /// The chains that claim each of these aliases, as far as any does.
    Map<Alias, Set<CoiId>> claims(Set<Alias> aliases);

    /// Adds a chain to those that claim an alias and returns all of them, in one indivisible step.
    Set<CoiId> claim(Alias alias, CoiId coi);

    /// As [#claim] for many at once: first all chains are added, then it is asked who claims what. So whoever claimed one of the aliases
    /// before its own chain was added is among the answers.
    default Map<Alias, Set<CoiId>> claim(Map<Alias, Set<CoiId>> claimants) {
        var claims = new HashMap<Alias, Set<CoiId>>();
        claimants.forEach(
                (alias, chains) -> chains.forEach(coi -> claims.put(alias, claim(alias, coi))));
        return claims;
    }

    /// Keeps records under their positions; one that is there already is replaced.
    void quarantine(Collection<QuarantinedRecord> records);

    /// At most `limit` of the retriable records of these partitions that were not released in this run of the store, and whose
    /// position's id is greater than `after` (empty: all), in the order of that id.
    List<Retriable> retriable(Set<LogPartition> partitions, String boot, String after, int limit);

    /// Takes records that were applied in this run of the store out of quarantine. They are kept unseen, for the next run may
    /// have lost what was applied.
    void release(Collection<LogPosition> positions, String boot);

    /// How far each of these partitions is, [Progress#NONE] where nothing was read.
    Map<LogPartition, Progress> progress(Set<LogPartition> partitions);

    /// Moves progress on where it is as it was.
    ///
    /// @return the partitions where it is not, because they have another owner or because it is gone with all that it spoke of; these were
    ///     not moved
    Set<LogPartition> move(Collection<ProgressMove> moves);
}
