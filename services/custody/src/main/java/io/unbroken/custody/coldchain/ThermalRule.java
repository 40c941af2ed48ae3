package io.unbroken.custody.coldchain;

import java.time.Duration;

/// What a product demands of its thermal history in one stage.
///
/// @param range the temperatures allowed
/// @param longestGap the longest time between two readings that still counts as watched
/// @param guardBandHundredths how far a reading may be from the truth (the calibration's
///     uncertainty), in hundredths of a degree: a reading this close to a limit proves nothing
public record ThermalRule(TemperatureRange range, Duration longestGap, int guardBandHundredths) {

    /// A sensor more uncertain than 50 °C measures nothing.
    private static final int WIDEST_GUARD_BAND = 5_000;

    /// @throws IllegalArgumentException if the gap is not positive or the guard band is negative or
    ///     above 50 °C
    public ThermalRule {
        if (longestGap.isNegative() || longestGap.isZero()) {
            throw new IllegalArgumentException(
                    "expected a longest gap above zero, found " + longestGap);
        }
        if (guardBandHundredths < 0 || guardBandHundredths > WIDEST_GUARD_BAND) {
            throw new IllegalArgumentException(
                    "expected a guard band from 0 to %d hundredths, found %d"
                            .formatted(WIDEST_GUARD_BAND, guardBandHundredths));
        }
    }

    /// A rule that takes each reading at its word.
    public static ThermalRule exact(TemperatureRange range, Duration longestGap) {
        return new ThermalRule(range, longestGap, 0);
    }
}
