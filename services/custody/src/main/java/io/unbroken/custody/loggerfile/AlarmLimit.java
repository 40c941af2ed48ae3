package io.unbroken.custody.loggerfile;

import io.unbroken.custody.coldchain.Celsius;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// One alarm as it was set in the device.
///
/// @param number the device's number for it
/// @param type the device's code for its kind, if it has kinds; 0 is off
/// @param limit the temperature that must not be passed
/// @param allowed how long it may be passed
public record AlarmLimit(
        int number, OptionalInt type, Optional<Celsius> limit, Optional<Duration> allowed) {}
