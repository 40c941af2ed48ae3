package io.unbroken.custody.coldchain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// A mean of temperatures, in ten-thousandths of a degree Celsius.
///
/// Finer than [Celsius], so that it can be rounded to what a device prints without being rounded
/// twice.
///
/// @param tenThousandths degrees Celsius times ten thousand
public record MeanTemperature(int tenThousandths) implements Comparable<MeanTemperature> {

    /// The plain mean of all samples, rounded half to even; empty without samples.
    public static Optional<MeanTemperature> of(Readings readings) {
        long sum = 0;
        for (Sample sample : readings.samples()) {
            sum += sample.temperature().hundredths();
        }
        return readings.isEmpty()
                ? Optional.empty()
                : Optional.of(of(sum, readings.samples().size()));
    }

    /// The mean of that many hundredths of a degree, rounded half to even.
    static MeanTemperature of(long sum, int samples) {
        BigDecimal mean =
                BigDecimal.valueOf(sum)
                        .movePointRight(2)
                        .divide(BigDecimal.valueOf(samples), 0, RoundingMode.HALF_EVEN);
        return new MeanTemperature(mean.intValueExact());
    }

    /// Rounded half to even.
    static MeanTemperature ofKelvin(double kelvin) {
        return new MeanTemperature((int) StrictMath.rint((kelvin - 273.15) * 10_000));
    }

    @Override
    public int compareTo(MeanTemperature other) {
        return Integer.compare(tenThousandths, other.tenThousandths);
    }

    /// The degrees, with four decimals.
    public BigDecimal degrees() {
        return BigDecimal.valueOf(tenThousandths, 4);
    }

    /// Degrees with four decimals, such as `5.3021`.
    @Override
    public String toString() {
        return degrees().toPlainString();
    }
}
