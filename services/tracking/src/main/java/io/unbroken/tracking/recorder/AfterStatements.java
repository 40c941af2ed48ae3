package io.unbroken.tracking.recorder;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.Knowledge;
import io.unbroken.tracking.store.Store;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Derives journeys again after the root retired or revoked a key or took that back, or an edition of a product's rules came, some at a
/// time between a recorder's batches.
///
/// A journey tells how many statements about keys and profiles its deriver knew. Those that tell of fewer than now matter are gone through in the
/// order of their ids, each by the owner of the partition of its first event. What is done tells so itself: after a crash or a
/// change of owners the walk begins again and finds only what is left. It ends with a round that found nothing to do.
final class AfterStatements {

    /// Each may be some 200 KB with its readings, and no batch waits for long.
    private static final int AT_ONCE = 50;

    private final Store store;
    private final Authenticator authenticator;
    private final BatchWriter writer;

    private Knowledge needed = Knowledge.NONE;
    private boolean walking = true;
    private boolean found;
    private String after = "";

    AfterStatements(Store store, Authenticator authenticator, BatchWriter writer) {
        this.store = store;
        this.authenticator = authenticator;
        this.writer = writer;
    }

    /// From the beginning, for partitions came, or the store may have lost what was done.
    void beginAnew() {
        walking = true;
        found = false;
        after = "";
    }

    /// Derives the next few again, if any are left.
    void some(Set<LogPartition> partitions, String boot) {
        if (partitions.isEmpty() || !authenticator.ready()) {
            return;
        }
        Knowledge now = authenticator.profiles().needed();
        if (!needed.equals(now)) {
            needed = now;
            beginAnew();
        }
        if (!walking || needed.equals(Knowledge.NONE)) {
            return;
        }
        List<JourneyDocument> some = store.derivedBefore(needed, after, AT_ONCE);
        Set<CoiId> mine =
                some.stream()
                        .filter(journey -> isMine(journey, partitions))
                        .map(JourneyDocument::coi)
                        .collect(Collectors.toUnmodifiableSet());
        if (!mine.isEmpty()) {
            found = true;
            writer.deriveAgain(mine, boot);
        }
        if (some.size() == AT_ONCE) {
            after = some.getLast().coi().value();
        } else {
            walking = found;
            found = false;
            after = "";
        }
    }

    /// One without events has no owner, so whoever comes first does it.
    private static boolean isMine(JourneyDocument journey, Set<LogPartition> partitions) {
        return journey.inbox().isEmpty()
                || partitions.contains(journey.inbox().getFirst().record().position().partition());
    }
}
