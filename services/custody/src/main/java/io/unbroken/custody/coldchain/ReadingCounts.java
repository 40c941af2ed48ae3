package io.unbroken.custody.coldchain;

/// How many readings there are, each judged by itself.
///
/// @param samples all of them, exact duplicates once
/// @param conflicts times that have more than one value
/// @param inRange surely in range
/// @param outOfRange surely out of range
/// @param doubtful within the guard band around a limit
public record ReadingCounts(
        int samples, int conflicts, int inRange, int outOfRange, int doubtful) {}
