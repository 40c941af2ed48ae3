package io.unbroken.tracking.alert;

import io.unbroken.custody.identity.CoiId;
import java.time.Instant;
import java.util.List;

/// Where it is kept what was told of each journey. Each call may throw, having done what it should or not, and may be made again.
interface ToldStore {

    /// What was told of a journey, also if that is nothing.
    Told told(CoiId coi);

    /// Replaces what is there if it is the version before.
    ///
    /// @return whether it was
    boolean replace(Told before, Told after, Instant now);

    /// The journeys to look at again by now, at most so many.
    List<CoiId> due(Instant now, int limit);
}
