package io.unbroken.custody.coldchain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /// Over samples that each stand for the same time, as loggers compute it. Empty without samples.
    public static Optional<MeanTemperature> of(Readings readings, ActivationEnergy energy) {
        return of(
                readings.samples().stream()
                        .map(sample -> new Weighted(sample.temperature(), 1))
                        .toList(),
                energy);
    }

    /// Over samples that each stand for the time until the next one (the last until `end`), but none
    /// for longer than `longest`, because nothing is known of a gap. Samples of one time share that
    /// time. Empty without samples; if all of them stand for no time, all count the same.
    public static Optional<MeanTemperature> overTime(
            Readings readings, Instant end, Duration longest, ActivationEnergy energy) {
        List<Weighted> weighted = weighted(readings.samples(), end, longest);
        boolean noTime = weighted.stream().allMatch(each -> each.weight == 0);
        return noTime ? of(readings, energy) : of(weighted, energy);
    }

    private static List<Weighted> weighted(List<Sample> samples, Instant end, Duration longest) {
        var weighted = new ArrayList<Weighted>(samples.size());
        int first = 0;
        while (first < samples.size()) {
            Instant time = samples.get(first).time();
            int next = first + 1;
            while (next < samples.size() && samples.get(next).time().equals(time)) {
                next++;
            }
            Instant until = next < samples.size() ? samples.get(next).time() : end;
            double share = seconds(time, until, longest) / (next - first);
            for (Sample sample : samples.subList(first, next)) {
                weighted.add(new Weighted(sample.temperature(), share));
            }
            first = next;
        }
        return weighted;
    }

    private static double seconds(Instant from, Instant until, Duration longest) {
        Duration span = Duration.between(from, until);
        Duration known = span.compareTo(longest) > 0 ? longest : span;
        return known.isNegative() ? 0 : known.getSeconds() + known.getNano() / 1e9;
    }

    private static Optional<MeanTemperature> of(List<Weighted> weighted, ActivationEnergy energy) {
        if (weighted.isEmpty()) {
            return Optional.empty();
        }
        double kelvin = energy.kelvin();
        // Relative to the warmest, whose term is then 1: near absolute zero all terms would vanish.
        double smallest =
                weighted.stream().mapToDouble(each -> kelvin / each.kelvin()).min().getAsDouble();
        double sum = 0;
        double weights = 0;
        for (Weighted each : weighted) {
            sum += each.weight * StrictMath.exp(smallest - kelvin / each.kelvin());
            weights += each.weight;
        }
        double mean = kelvin / (smallest - StrictMath.log(sum / weights));
        return Optional.of(new MeanTemperature((int) StrictMath.rint((mean - 273.15) * 10_000)));
    }

    private record Weighted(Celsius temperature, double weight) {

        /// At least a hundredth: absolute zero itself would divide by zero.
        double kelvin() {
            return Math.max(1, temperature.hundredths() + 27_315) / 100.0;
        }
    }
}
