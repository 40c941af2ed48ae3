package io.unbroken.custody.profile;

import io.unbroken.custody.coldchain.MeanKineticTemperature;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.coldchain.ThermalRule;
import java.time.Duration;
import java.util.Optional;

/// How a material must be kept and watched in one stage.
///
/// @param thermal the range, guard band and longest gap between readings
/// @param excursions what out of range is tolerated
/// @param samplingInterval how often a logger should read
/// @param loggers how far two loggers of one carrier may differ; empty if they are not compared
/// @param conditions what the carrier must bear beside temperature
/// @param holdTime for how long its shipper keeps cold by itself; empty if that is not known
public record ColdChainRule(
        ThermalRule thermal,
        ExcursionLimits excursions,
        Duration samplingInterval,
        Optional<LoggerTolerance> loggers,
        ConditionLimits conditions,
        Optional<HoldTime> holdTime) {

    /// @throws IllegalArgumentException if its parts contradict each other
    public ColdChainRule {
        Bounds.some("samplingInterval", samplingInterval);
        Bounds.notAbove(
                "samplingInterval", samplingInterval, "the longest gap", thermal.longestGap());
        excursions
                .outermost()
                .filter(outermost -> !holds(outermost, thermal.range()))
                .ifPresent(outermost -> {
                    throw new IllegalArgumentException(
                            "outermost: expected no less than %s, found %s"
                                    .formatted(thermal.range(), outermost));
                });
        if (excursions.kinetic().isPresent()
                && !MeanKineticTemperature.appliesTo(thermal.range())) {
            throw new IllegalArgumentException(
                    "kinetic: expected none for %s, where it means nothing"
                            .formatted(thermal.range()));
        }
    }

    /// A rule of temperature alone.
    public static ColdChainRule of(
            ThermalRule thermal, ExcursionLimits excursions, Duration samplingInterval) {
        return new ColdChainRule(
                thermal,
                excursions,
                samplingInterval,
                Optional.empty(),
                ConditionLimits.none(),
                Optional.empty());
    }

    private static boolean holds(TemperatureRange outer, TemperatureRange inner) {
        return inner.high().map(high -> !outer.above(high)).orElse(outer.high().isEmpty())
                && inner.low().map(low -> !outer.below(low)).orElse(outer.low().isEmpty());
    }
}
