package io.unbroken.custody.profile;

import java.util.Optional;

/// What a carrier and its loggers must bear beside temperature; what is empty is not judged.
///
/// @param tilt how far it may lean, in tenths of a degree from upright
/// @param shock how hard it may be hit, in hundredths of the acceleration of free fall
/// @param battery what a logger's battery must have left, in percent
public record ConditionLimits(
        Optional<Integer> tilt, Optional<Integer> shock, Optional<Integer> battery) {

    private static final ConditionLimits NONE =
            new ConditionLimits(Optional.empty(), Optional.empty(), Optional.empty());

    /// @throws IllegalArgumentException if a limit is none that a sensor could show
    public ConditionLimits {
        tilt.ifPresent(tenths -> Bounds.within("tilt", tenths, 1, 1_799));
        shock.ifPresent(hundredths -> Bounds.within("shock", hundredths, 1, 99_999));
        battery.ifPresent(percent -> Bounds.within("battery", percent, 1, 99));
    }

    /// Nothing is judged.
    public static ConditionLimits none() {
        return NONE;
    }
}
