package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Excursion;
import io.unbroken.custody.coldchain.Excursion.Direction;
import io.unbroken.custody.coldchain.MeanTemperature;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.coldchain.ThermalSummary;
import io.unbroken.custody.profile.ColdChainRule;
import io.unbroken.custody.profile.ExcursionLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Which limits the readings of one leg break.
///
/// @param inAll of the leg's time out of range in sum, and of how often it was
/// @param kinetic of its mean kinetic temperature; none while it goes on, for each further reading changes that
/// @param each of its excursions, in their order: of its own length and of what it reached
record LegBreaches(Breach inAll, Breach kinetic, List<Breach> each) {

    private static final int TEN_THOUSANDTHS = 100;

    static LegBreaches of(
            ThermalSummary summary, ColdChainRule rule, Optional<MeanTemperature> kinetic) {
        ExcursionLimits limits = rule.excursions();
        int band = rule.thermal().guardBandHundredths();
        return new LegBreaches(
                lasting(summary.outOfRangeAtLeast(), summary.outOfRangeAtMost(), limits)
                        .or(times(proven(summary), summary.excursions().size(), limits)),
                limits.kinetic().isPresent() && kinetic.isPresent()
                        ? kinetic(kinetic.get(), limits.kinetic().get(), band)
                        : Breach.NONE,
                summary.excursions().stream()
                        .map(excursion -> of(excursion, limits, band))
                        .toList());
    }

    /// Of time out of range in sum.
    static Breach lasting(Duration atLeast, Duration atMost, ExcursionLimits limits) {
        return Breach.above(limits.longestTotal(), atLeast, atMost);
    }

    /// Of how many excursions there were.
    static Breach times(int atLeast, int atMost, ExcursionLimits limits) {
        return limits.most().map(most -> Breach.above(most, atLeast, atMost)).orElse(Breach.NONE);
    }

    /// How many excursions are surely ones.
    static int proven(ThermalSummary summary) {
        return (int) summary.excursions().stream().filter(Excursion::proven).count();
    }

    /// The worst of all.
    Breach worst() {
        return each.stream().reduce(inAll.or(kinetic), Breach::or);
    }

    /// Of one excursion, with what the leg's excursions come to.
    Breach of(int excursion) {
        return each.get(excursion).or(inAll).or(possible());
    }

    /// As long as one may be too much, none is known to be tolerated.
    private Breach possible() {
        return each.stream().allMatch(breach -> breach == Breach.NONE)
                ? Breach.NONE
                : Breach.POSSIBLE;
    }

    private static Breach of(Excursion excursion, ExcursionLimits limits, int band) {
        return Breach.above(limits.longest(), excursion.lowerBound(), excursion.upperBound())
                .or(
                        limits.outermost()
                                .map(outermost -> reached(excursion, outermost, band))
                                .orElse(Breach.NONE));
    }

    private static Breach reached(Excursion excursion, TemperatureRange outermost, int band) {
        int surely =
                excursion
                        .provenExtreme()
                        .map(extreme -> beyond(extreme, excursion.direction(), outermost) - band)
                        .orElse(Integer.MIN_VALUE);
        return Breach.above(
                0, surely, beyond(excursion.extreme(), excursion.direction(), outermost) + band);
    }

    /// By how much a temperature is beyond, in hundredths; far inside if there is no limit on that side.
    private static int beyond(Celsius reached, Direction direction, TemperatureRange outermost) {
        return switch (direction) {
            case ABOVE ->
                    outermost
                            .high()
                            .map(high -> reached.hundredths() - high.hundredths())
                            .orElse(-Celsius.HIGHEST.hundredths());
            case BELOW ->
                    outermost
                            .low()
                            .map(low -> low.hundredths() - reached.hundredths())
                            .orElse(-Celsius.HIGHEST.hundredths());
        };
    }

    private static Breach kinetic(MeanTemperature mean, Celsius limit, int band) {
        int above = mean.tenThousandths() - limit.hundredths() * TEN_THOUSANDTHS;
        return Breach.above(0, above - band * TEN_THOUSANDTHS, above + band * TEN_THOUSANDTHS);
    }
}
