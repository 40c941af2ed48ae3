package io.unbroken.custody.coldchain;

import java.util.Optional;
import java.util.stream.DoubleStream;

/// The constant temperature that would have done the same harm (USP <1079.2>).
///
/// `T = (ΔH/R) / -ln( Σ wᵢ·exp(-ΔH/(R·Tᵢ)) / Σ wᵢ )`, in kelvin. It weighs warm hours more than cold
/// ones, and never excuses a single reading out of range. Computed with [StrictMath] in the order of
/// the samples and rounded once, to ten-thousandths of a degree, so that every machine gives the same
/// integer.
public final class MeanKineticTemperature {

    private static final Celsius FREEZING = new Celsius(0);

    private MeanKineticTemperature() {}

    /// Whether it says anything about material kept in `range`: refrigerated and room temperature
    /// only. For frozen cells it is refused: 47 readings at -150 °C and one at -80 °C would give
    /// -93.44 °C, a temperature that nothing ever had.
    public static boolean appliesTo(TemperatureRange range) {
        boolean limitedAboveFreezing =
                range.high().filter(high -> high.isAbove(FREEZING)).isPresent();
        boolean frozenAllowed = range.low().filter(low -> low.isBelow(FREEZING)).isPresent();
        return limitedAboveFreezing && !frozenAllowed;
    }

    /// Over samples that each stand for the same time, as loggers compute it; by the time that each stands for it is
    /// [ThermalSummary#meanKinetic]. Empty without samples.
    public static Optional<MeanTemperature> of(Readings readings, ActivationEnergy energy) {
        if (readings.isEmpty()) {
            return Optional.empty();
        }
        double[] terms =
                readings.samples().stream()
                        .mapToDouble(sample -> energy.kelvin() / kelvin(sample.temperature()))
                        .toArray();
        // Relative to the warmest, whose term is then 1: near absolute zero all terms would vanish.
        double smallest = DoubleStream.of(terms).min().orElseThrow();
        double sum = 0;
        for (double term : terms) {
            sum += StrictMath.exp(smallest - term);
        }
        return Optional.of(
                MeanTemperature.ofKelvin(
                        energy.kelvin() / (smallest - StrictMath.log(sum / terms.length))));
    }

    /// At least a hundredth: absolute zero itself would divide by zero.
    static double kelvin(Celsius temperature) {
        return Math.max(1, temperature.hundredths() + 27_315) / 100.0;
    }
}
