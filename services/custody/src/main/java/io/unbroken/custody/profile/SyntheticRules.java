package io.unbroken.custody.profile;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.coldchain.ThermalRule;
import java.time.Duration;
import java.util.Optional;

/// The cold chains of the [SyntheticProfiles]. Sensors are taken to be good to half a degree where cells are chilled, and to two where
/// they are frozen.
final class SyntheticRules {

    private static final int CHILLED_BAND = 50;
    private static final int FROZEN_BAND = 200;
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    /// Nitrogen boils off within hours in a shipper that lies on its side; no logger should die on the way.
    private static final ConditionLimits UPRIGHT =
            new ConditionLimits(Optional.of(450), Optional.of(1_000), Optional.of(20));

    private static final ConditionLimits WATCHED =
            new ConditionLimits(Optional.empty(), Optional.of(1_000), Optional.of(20));

    /// Dry shippers of one make differ by 40 %; this is the least.
    private static final HoldTime DRY_SHIPPER =
            new HoldTime(Duration.ofDays(10), Duration.ofDays(1));

    private SyntheticRules() {}

    /// The demos' chilled material: half an hour at once and an hour in all, each reading taken at its word.
    static ColdChainRule demoChilled() {
        return new ColdChainRule(
                ThermalRule.exact(range("2", "8"), Duration.ofMinutes(30)),
                ExcursionLimits.lasting(Duration.ofMinutes(30), Duration.ofMinutes(60)),
                INTERVAL,
                Optional.of(new LoggerTolerance(150, Duration.ofHours(1))),
                WATCHED,
                Optional.empty());
    }

    /// The demos' frozen material: nothing out of range, each reading taken at its word.
    static ColdChainRule demoFrozen() {
        return new ColdChainRule(
                ThermalRule.exact(atMost("-130"), Duration.ofMinutes(60)),
                ExcursionLimits.none(),
                INTERVAL,
                Optional.of(new LoggerTolerance(1_000, Duration.ofHours(1))),
                UPRIGHT,
                Optional.of(DRY_SHIPPER));
    }

    /// Between two temperatures above freezing: half an hour out of range at once, an hour in all, never frozen and never warmer than a
    /// warm room.
    static ColdChainRule chilled(String low, String high) {
        return new ColdChainRule(
                new ThermalRule(range(low, high), Duration.ofMinutes(30), CHILLED_BAND),
                ExcursionLimits.lasting(Duration.ofMinutes(30), Duration.ofMinutes(60))
                        .times(3)
                        .reaching(range("0", "30"))
                        .kinetic(Celsius.parse(high)),
                INTERVAL,
                Optional.of(new LoggerTolerance(200, Duration.ofHours(1))),
                WATCHED,
                Optional.empty());
    }

    /// In nitrogen vapour: five minutes out of range at once while it is moved, a quarter of an hour in all, never above -100 °C.
    static ColdChainRule frozen(String high) {
        return frozen(
                high,
                ExcursionLimits.lasting(Duration.ofMinutes(5), Duration.ofMinutes(15))
                        .reaching(atMost("-100")));
    }

    /// In nitrogen vapour, and so often a little warmer.
    static ColdChainRule frozen(String high, int times, String warmest) {
        return frozen(
                high,
                ExcursionLimits.lasting(Duration.ofMinutes(30), Duration.ofMinutes(90))
                        .times(times)
                        .reaching(atMost(warmest)));
    }

    private static ColdChainRule frozen(String high, ExcursionLimits excursions) {
        return new ColdChainRule(
                new ThermalRule(atMost(high), Duration.ofMinutes(60), FROZEN_BAND),
                excursions,
                INTERVAL,
                Optional.of(new LoggerTolerance(1_000, Duration.ofHours(1))),
                UPRIGHT,
                Optional.of(DRY_SHIPPER));
    }

    /// The same in a shipper that keeps it for so long.
    static ColdChainRule shipped(ColdChainRule rule, Duration qualified, Duration lead) {
        return new ColdChainRule(
                rule.thermal(),
                rule.excursions(),
                rule.samplingInterval(),
                rule.loggers(),
                rule.conditions(),
                Optional.of(new HoldTime(qualified, lead)));
    }

    private static TemperatureRange range(String low, String high) {
        return TemperatureRange.between(Celsius.parse(low), Celsius.parse(high));
    }

    private static TemperatureRange atMost(String high) {
        return TemperatureRange.atMost(Celsius.parse(high));
    }
}
