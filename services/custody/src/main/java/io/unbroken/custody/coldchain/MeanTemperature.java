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
        if (readings.isEmpty()) {
            return Optional.empty();
        }
        long sum = 0;
        for (Sample sample : readings.samples()) {
            sum += sample.temperature().hundredths();
        }
        BigDecimal mean =
                BigDecimal.valueOf(sum)
                        .movePointRight(2)
                        .divide(
                                BigDecimal.valueOf(readings.samples().size()),
                                0,
                                RoundingMode.HALF_EVEN);
        return Optional.of(new MeanTemperature(mean.intValueExact()));
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
