package io.unbroken.custody.coldchain;

import java.time.Instant;
import java.util.Optional;

/// What the readings of an interval come to. Each further reading changes it, so it is part of a history only when the interval has ended.
///
/// @param counts how many readings there are
/// @param min the coldest reading; empty without readings
/// @param max the warmest reading; empty without readings
/// @param mean the plain mean of the readings, rounded half to even; empty without readings
/// @param meanKinetic the mean kinetic temperature by USP, each reading weighed by the time it stands for; empty without readings
///     and where it means nothing (frozen material)
public record ReadingFigures(
        ReadingCounts counts,
        Optional<Celsius> min,
        Optional<Celsius> max,
        Optional<MeanTemperature> mean,
        Optional<MeanTemperature> meanKinetic) {

    static final ReadingFigures NONE =
            new ReadingFigures(
                    ReadingCounts.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /// @param end until when the last reading stands for the material, as far as the rule's longest gap lets it
    static ReadingFigures of(ThermalSegment segment, Instant end) {
        return new ReadingFigures(
                segment.counts(),
                Optional.of(segment.min()),
                Optional.of(segment.max()),
                Optional.of(MeanTemperature.of(segment.sum(), segment.counts().samples())),
                segment.kinetic()
                        .flatMap(sum ->
                                sum.mean(segment.last().time(), end, segment.rule().longestGap())));
    }
}
