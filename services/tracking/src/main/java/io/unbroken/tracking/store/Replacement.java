package io.unbroken.tracking.store;

/// A document in place of its predecessor, by compare-and-set.
///
/// @param before the version of the predecessor, 0 if there is none
public record Replacement<D>(long before, D after) {

    /// The version of the document after this one: more than the last, and never less than the time in milliseconds. So numbers
    /// that a store lost in a restart do not come back with another content, as long as our instances' clocks differ by less
    /// than the restart takes.
    public static long next(long before, long now) {
        return Math.max(before + 1, now);
    }
}
