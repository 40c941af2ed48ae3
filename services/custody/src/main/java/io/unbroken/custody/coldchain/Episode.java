package io.unbroken.custody.coldchain;

import io.unbroken.custody.coldchain.Excursion.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// Moments out of range on one side, one after the other: an [Excursion] but for the ends that its segment does not know.
///
/// Its length is told in three parts, each without telemetry gaps, which prove nothing: until the first moment surely out, from
/// there to the last such one, and from there to the end. An episode that nothing proves has the first part alone.
///
/// @param before the last moment before it, if the segment has one
/// @param first its first moment
/// @param last its last moment
/// @param after the first moment after it, if the segment has one
/// @param from the first moment surely out; without one the first
/// @param extreme the reading furthest out
/// @param provenExtreme the furthest that all readings of a moment surely out were out; empty without such a moment
/// @param readingsOut how many readings are surely out
record Episode(
        Direction direction,
        Optional<Instant> before,
        Instant first,
        Instant last,
        Optional<Instant> after,
        Instant from,
        Celsius extreme,
        Optional<Celsius> provenExtreme,
        int readingsOut,
        Duration untilProof,
        Duration proven,
        Duration sinceProof) {

    static Episode of(Moment moment) {
        Direction direction = moment.standing().direction();
        return new Episode(
                direction,
                Optional.empty(),
                moment.time(),
                moment.time(),
                Optional.empty(),
                moment.time(),
                direction == Direction.ABOVE ? moment.warmest() : moment.coldest(),
                Optional.of(direction == Direction.ABOVE ? moment.coldest() : moment.warmest())
                        .filter(_ -> moment.standing().surelyOut()),
                moment.standing().surelyOut() ? moment.samples().size() : 0,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
    }

    Episode after(Instant moment) {
        return new Episode(
                direction,
                Optional.of(moment),
                first,
                last,
                after,
                from,
                extreme,
                provenExtreme,
                readingsOut,
                untilProof,
                proven,
                sinceProof);
    }

    Episode before(Instant moment) {
        return new Episode(
                direction,
                before,
                first,
                last,
                Optional.of(moment),
                from,
                extreme,
                provenExtreme,
                readingsOut,
                untilProof,
                proven,
                sinceProof);
    }

    /// Both as one, `watched` after each other.
    Episode with(Episode later, Duration watched) {
        boolean here = readingsOut > 0;
        boolean there = later.readingsOut > 0;
        Duration between = (here ? sinceProof : untilProof).plus(watched).plus(later.untilProof);
        return new Episode(
                direction,
                before,
                first,
                later.last,
                later.after,
                here || !there ? from : later.from,
                worse(extreme, later.extreme),
                Stream.of(provenExtreme, later.provenExtreme)
                        .flatMap(Optional::stream)
                        .reduce(this::worse),
                readingsOut + later.readingsOut,
                here ? untilProof : between,
                here && there ? proven.plus(between).plus(later.proven) : proven.plus(later.proven),
                there ? later.sinceProof : here ? between : Duration.ZERO);
    }

    private Celsius worse(Celsius a, Celsius b) {
        return (direction == Direction.ABOVE) == a.isAbove(b) ? a : b;
    }

    Excursion over(Interval interval) {
        return new Excursion(
                from,
                after,
                extreme,
                provenExtreme,
                proven,
                Duration.between(before.orElse(interval.from()), after.orElse(interval.until())),
                direction,
                readingsOut);
    }
}
