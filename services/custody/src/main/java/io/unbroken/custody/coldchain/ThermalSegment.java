package io.unbroken.custody.coldchain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the readings of one span prove under one rule, in a form that adds up: of two spans, one after the other, it gives that
/// of both without the readings. So a month is judged from thirty days, and a day from its own readings once.
///
/// A pure function of the set of readings, and [#then] is associative: it does not matter where a span is cut, as long as no
/// moment is cut in two.
///
/// @param first its first moment
/// @param last its last moment
/// @param sum of all readings, in hundredths of a degree
/// @param episodes out of range, in order, those included that another segment may go on with
/// @param gaps between its own moments
/// @param possiblyOut all time between its own moments that may have been out of range
/// @param kinetic none where it means nothing (frozen material)
public record ThermalSegment(
        ThermalRule rule,
        Edge first,
        Edge last,
        ReadingCounts counts,
        long sum,
        Celsius min,
        Celsius max,
        List<Episode> episodes,
        List<TelemetryGap> gaps,
        Duration possiblyOut,
        Optional<KineticSum> kinetic) {

    public ThermalSegment {
        episodes = List.copyOf(episodes);
        gaps = List.copyOf(gaps);
    }

    /// A moment at an end.
    ///
    /// @param in whether it is surely in range
    public record Edge(Instant time, boolean in) {}

    /// What [#of(byte[], ThermalRule)] reads.
    public byte[] bytes() {
        return SegmentBytes.write(this);
    }

    /// The segment that [#bytes] wrote.
    ///
    /// @throws IllegalArgumentException if the bytes are no segment
    public static ThermalSegment of(byte[] bytes, ThermalRule rule) {
        return SegmentBytes.read(bytes, rule);
    }

    /// Whether all that it tells beyond figures is that nothing happened: all readings are surely in range, and none is missing.
    public boolean uneventful() {
        return episodes.isEmpty() && gaps.isEmpty() && counts.conflicts() == 0;
    }

    /// That of all readings; empty if there are none.
    public static Optional<ThermalSegment> of(Readings readings, ThermalRule rule) {
        List<Moment> moments = Moment.of(readings.samples(), rule);
        return moments.isEmpty() ? Optional.empty() : Optional.of(of(moments, rule));
    }

    /// By halves: adding moment by moment would copy the episodes each time.
    private static ThermalSegment of(List<Moment> moments, ThermalRule rule) {
        int half = moments.size() / 2;
        return half == 0
                ? of(moments.getFirst(), rule)
                : of(moments.subList(0, half), rule)
                        .then(of(moments.subList(half, moments.size()), rule));
    }

    private static ThermalSegment of(Moment moment, ThermalRule rule) {
        var edge = new Edge(moment.time(), moment.standing().in());
        return new ThermalSegment(
                rule,
                edge,
                edge,
                counts(moment, rule),
                moment.samples().stream()
                        .mapToLong(sample -> sample.temperature().hundredths())
                        .sum(),
                moment.coldest(),
                moment.warmest(),
                edge.in ? List.of() : List.of(Episode.of(moment)),
                List.of(),
                Duration.ZERO,
                MeanKineticTemperature.appliesTo(rule.range())
                        ? Optional.of(KineticSum.of(moment))
                        : Optional.empty());
    }

    private static ReadingCounts counts(Moment moment, ThermalRule rule) {
        int in = 0;
        int out = 0;
        for (Sample sample : moment.samples()) {
            Standing standing = Standing.of(sample.temperature(), rule);
            in += standing.in() ? 1 : 0;
            out += standing.surelyOut() ? 1 : 0;
        }
        int all = moment.samples().size();
        return new ReadingCounts(all, moment.conflicting() ? 1 : 0, in, out, all - in - out);
    }

    /// That of both.
    ///
    /// @param later all of its moments after all of ours, and judged by the same rule
    /// @throws IllegalArgumentException if they overlap or their rules differ
    public ThermalSegment then(ThermalSegment later) {
        if (!rule.equals(later.rule) || !last.time.isBefore(later.first.time)) {
            throw new IllegalArgumentException(
                    "expected a segment after %s by the same rule, found one from %s"
                            .formatted(last.time, later.first.time));
        }
        Duration step = Duration.between(last.time, later.first.time);
        boolean watched = step.compareTo(rule.longestGap()) <= 0;
        return new ThermalSegment(
                rule,
                first,
                later.last,
                counts.plus(later.counts),
                sum + later.sum,
                min.isBelow(later.min) ? min : later.min,
                max.isAbove(later.max) ? max : later.max,
                episodes(later, watched ? step : Duration.ZERO),
                watched
                        ? joined(gaps, List.of(), later.gaps)
                        : joined(
                                gaps,
                                List.of(new TelemetryGap(last.time, later.first.time)),
                                later.gaps),
                last.in && later.first.in
                        ? possiblyOut.plus(later.possiblyOut)
                        : possiblyOut.plus(step).plus(later.possiblyOut),
                kinetic.flatMap(ours ->
                        later.kinetic.map(theirs -> ours.then(theirs, step, rule.longestGap()))));
    }

    /// The episodes of both, with those at the seam made one or given their neighbour.
    private List<Episode> episodes(ThermalSegment later, Duration watched) {
        if (last.in && later.first.in) {
            return joined(episodes, List.of(), later.episodes);
        }
        Optional<Episode> left = last.in ? Optional.empty() : Optional.of(episodes.getLast());
        Optional<Episode> right =
                later.first.in ? Optional.empty() : Optional.of(later.episodes.getFirst());
        List<Episode> seam =
                left.isPresent()
                                && right.isPresent()
                                && left.get().direction() == right.get().direction()
                        ? List.of(left.get().with(right.get(), watched))
                        : Stream.concat(
                                        left
                                                .map(episode -> episode.before(later.first.time))
                                                .stream(),
                                        right.map(episode -> episode.after(last.time)).stream())
                                .toList();
        return joined(
                episodes.subList(0, episodes.size() - (left.isPresent() ? 1 : 0)),
                seam,
                later.episodes.subList(right.isPresent() ? 1 : 0, later.episodes.size()));
    }

    private static <T> List<T> joined(List<T> a, List<T> seam, List<T> b) {
        if (a.isEmpty() && seam.isEmpty()) {
            return b;
        }
        if (seam.isEmpty() && b.isEmpty()) {
            return a;
        }
        var all = new ArrayList<T>(a.size() + seam.size() + b.size());
        all.addAll(a);
        all.addAll(seam);
        all.addAll(b);
        return all;
    }
}
