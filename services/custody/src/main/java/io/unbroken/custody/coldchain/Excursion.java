package io.unbroken.custody.coldchain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One episode out of range, with what its readings prove about its length.
///
/// @param from the first reading out of range; if none is surely out, the first doubtful one
/// @param until the first reading after it that is surely in range or out on the other side; empty
///     if the interval ends first
/// @param extreme the reading furthest out
/// @param provenExtreme how far out it surely was: the furthest of the readings surely out, and of several at one time the mildest;
///     empty if none is surely out
/// @param lowerBound how long it lasted at least: from the first to the last reading surely out of
///     range, without telemetry gaps; zero if at most one reading is
/// @param upperBound how long it may have lasted: from the last reading before it to the first after
///     it, or to the ends of the interval
/// @param direction which limit was broken
/// @param readingsOut how many readings are surely out of range; with none the episode is possible,
///     not proven
public record Excursion(
        Instant from,
        Optional<Instant> until,
        Celsius extreme,
        Optional<Celsius> provenExtreme,
        Duration lowerBound,
        Duration upperBound,
        Direction direction,
        int readingsOut) {

    /// Which limit an excursion broke.
    public enum Direction {
        /// Warmer than the high limit.
        ABOVE,
        /// Colder than the low limit.
        BELOW
    }

    /// Whether it still lasts at the end of the interval.
    public boolean open() {
        return until.isEmpty();
    }

    /// Whether a reading proves it; otherwise readings are only too close to the limit, or disagree.
    public boolean proven() {
        return readingsOut > 0;
    }
}
