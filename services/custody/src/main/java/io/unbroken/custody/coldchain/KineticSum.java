package io.unbroken.custody.coldchain;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The mean kinetic temperature (USP <1079.2>, ΔH/R = 10,000 K) in the making, as integers: sums over spans that follow each other
/// add up to the sum over both, to the last bit.
///
/// Each moment stands for the time until the next one, but for no longer than the longest gap. What the last one stands for is
/// known when its successor, or the end, is.
///
/// @param weighted `Σ wᵢ·exp(-ΔH/(R·Tᵢ))` over all but the last moment, in units of [#SCALE], times in milliseconds
/// @param millis `Σ wᵢ`, in milliseconds
/// @param plain `Σ exp(-ΔH/(R·Tᵢ))` over all samples
/// @param samples how many
/// @param last the mean term of the last moment
record KineticSum(
        BigInteger weighted, long millis, BigInteger plain, int samples, BigInteger last) {

    private static final double ENERGY = ActivationEnergy.USP.kelvin();

    /// Terms are relative to that at 25 °C, so that they are near 1.
    private static final double REFERENCE = ENERGY / 298.15;

    /// 160 binary digits after the point: a term in nitrogen vapour still has twenty.
    private static final int SCALE = 160;

    /// That of one moment, which stands for no time yet.
    static KineticSum of(Moment moment) {
        BigInteger terms =
                moment.samples().stream()
                        .map(sample -> term(sample.temperature()))
                        .reduce(BigInteger.ZERO, BigInteger::add);
        int samples = moment.samples().size();
        return new KineticSum(
                BigInteger.ZERO, 0, terms, samples, terms.divide(BigInteger.valueOf(samples)));
    }

    /// That of both, where the first moment of `later` comes `distance` after our last one.
    KineticSum then(KineticSum later, Duration distance, Duration longestGap) {
        KineticSum closed = closed(distance, longestGap);
        return new KineticSum(
                closed.weighted.add(later.weighted),
                closed.millis + later.millis,
                plain.add(later.plain),
                samples + later.samples,
                later.last);
    }

    /// The mean, if the last moment stands for the time until `end`; if all of them stand for no time, all samples count the
    /// same. Empty if all was so cold that nothing is left of the terms.
    Optional<MeanTemperature> mean(Instant lastMoment, Instant end, Duration longestGap) {
        KineticSum closed = closed(Duration.between(lastMoment, end), longestGap);
        return closed.millis == 0 ? mean(plain, samples) : mean(closed.weighted, closed.millis);
    }

    private KineticSum closed(Duration distance, Duration longestGap) {
        long stands = (distance.compareTo(longestGap) > 0 ? longestGap : distance).toMillis();
        return stands <= 0
                ? this
                : new KineticSum(
                        weighted.add(last.multiply(BigInteger.valueOf(stands))),
                        millis + stands,
                        plain,
                        samples,
                        BigInteger.ZERO);
    }

    private static Optional<MeanTemperature> mean(BigInteger sum, long weights) {
        if (sum.signum() == 0) {
            return Optional.empty();
        }
        double mean = Math.scalb(sum.doubleValue() / weights, -SCALE);
        return Optional.of(MeanTemperature.ofKelvin(ENERGY / (REFERENCE - StrictMath.log(mean))));
    }

    /// Exact from the floating-point value: its 53 bits, shifted.
    private static BigInteger term(Celsius temperature) {
        double term =
                StrictMath.exp(REFERENCE - ENERGY / MeanKineticTemperature.kelvin(temperature));
        if (term == 0) {
            return BigInteger.ZERO;
        }
        int exponent = Math.getExponent(term);
        long mantissa = (long) Math.scalb(term, 52 - exponent);
        return BigInteger.valueOf(mantissa).shiftLeft(SCALE + exponent - 52);
    }
}
