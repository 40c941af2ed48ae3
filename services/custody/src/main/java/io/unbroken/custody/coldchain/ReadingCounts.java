package io.unbroken.custody.coldchain;

/// How many readings there are, each judged by itself.
///
/// @param samples all of them, exact duplicates once
/// @param conflicts times that have more than one value
/// @param inRange surely in range
/// @param outOfRange surely out of range
/// @param doubtful within the guard band around a limit
public record ReadingCounts(int samples, int conflicts, int inRange, int outOfRange, int doubtful) {

    static final ReadingCounts NONE = new ReadingCounts(0, 0, 0, 0, 0);

    /// Those of two spans that have no moment in common.
    ReadingCounts plus(ReadingCounts other) {
        return new ReadingCounts(
                samples + other.samples,
                conflicts + other.conflicts,
                inRange + other.inRange,
                outOfRange + other.outOfRange,
                doubtful + other.doubtful);
    }
}
