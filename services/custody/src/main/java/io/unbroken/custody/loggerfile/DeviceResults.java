package io.unbroken.custody.loggerfile;

import io.unbroken.custody.coldchain.ActivationEnergy;
import java.time.Instant;
import java.util.Optional;

/// What a device computed itself over its whole run; to be compared, never to be trusted alone.
///
/// @param start its first sample
/// @param stop when it was stopped
/// @param min the coldest it measured, which may lie between two logged samples
/// @param max the warmest
/// @param mean its mean
/// @param meanKinetic its mean kinetic temperature, with its own activation energy
/// @param activationEnergy the energy it used
public record DeviceResults(
        Instant start,
        Optional<Instant> stop,
        Optional<DeviceExtreme> min,
        Optional<DeviceExtreme> max,
        Optional<PrintedTemperature> mean,
        Optional<PrintedTemperature> meanKinetic,
        Optional<ActivationEnergy> activationEnergy) {}
