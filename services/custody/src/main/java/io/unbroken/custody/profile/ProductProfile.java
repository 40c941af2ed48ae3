package io.unbroken.custody.profile;

import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.event.Fact.QcResultReported.Test;
import io.unbroken.custody.identity.ProfileId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// The rules of one product, as dated data. An event is judged by the profile in force at its time.
///
/// @param version counts the profile's editions, from 1
/// @param effectiveFrom from when on this edition is in force
/// @param collected the cold chain of the collected material
/// @param product the cold chain of the finished product
/// @param requiredTests what must have passed before release
/// @param postThaw how long after the start of thaw a unit may be infused
/// @param confirmationWindow how long an identity confirmation stands
public record ProductProfile(
        ProfileId id,
        int version,
        Instant effectiveFrom,
        ColdChainRule collected,
        ColdChainRule product,
        Set<Test> requiredTests,
        Duration postThaw,
        Duration confirmationWindow) {

    public ProductProfile {
        requiredTests = Set.copyOf(requiredTests);
    }

    /// How cold a material must be kept, and how long out of range is tolerated.
    ///
    /// @param thermal the range, guard band and longest gap between readings
    /// @param longestExcursion the longest single time out of range that is tolerated
    /// @param longestTotal the longest time out of range in sum over all carriers
    public record ColdChainRule(
            ThermalRule thermal, Duration longestExcursion, Duration longestTotal) {}
}
