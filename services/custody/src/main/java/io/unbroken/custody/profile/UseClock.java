package io.unbroken.custody.profile;

import java.time.Duration;

/// How long a unit may be used, and from when on.
///
/// @param longest until when its infusion must have begun
public record UseClock(Anchor anchor, Duration longest) {

    /// @throws IllegalArgumentException if it leaves no time
    public UseClock {
        Bounds.some("longest", longest);
    }

    /// What starts the clock of a unit.
    public enum Anchor {
        /// It was filled; for products that are never frozen.
        FORMULATION,
        /// Quality released it.
        RELEASE,
        /// It was taken out of its last store or shipper at the infusion centre.
        REMOVED_FROM_STORAGE,
        /// It began to thaw.
        THAW_START,
        /// It was thawed.
        THAW_COMPLETE
    }
}
