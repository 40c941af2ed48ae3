package io.unbroken.custody.profile;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.event.Fact.QcResultReported.Test;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.profile.ProductProfile.ColdChainRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// The profiles that the platform knows. All are synthetic: their numbers are examples and no clinical instruction.
public final class ProductProfiles {

    private static final List<ProductProfile> ALL = List.of(syntheticCarT());

    private ProductProfiles() {}

    /// The edition of a product's rules that is in force at `time`; none if the product is unknown.
    public static Optional<ProductProfile> inForce(ProfileId id, Instant time) {
        return ALL.stream()
                .filter(profile -> profile.id().equals(id))
                .filter(profile -> !profile.effectiveFrom().isAfter(time))
                .max(Comparator.comparingInt(ProductProfile::version));
    }

    /// An autologous CAR-T from fresh apheresis, stored in nitrogen vapour; modelled on the ranges in DOMAIN §3.
    private static ProductProfile syntheticCarT() {
        return new ProductProfile(
                new ProfileId("SYN-CART-19"),
                1,
                Instant.parse("2020-01-01T00:00:00Z"),
                new ColdChainRule(
                        ThermalRule.exact(
                                TemperatureRange.between(Celsius.parse("2"), Celsius.parse("8")),
                                Duration.ofMinutes(30)),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(60)),
                new ColdChainRule(
                        ThermalRule.exact(
                                TemperatureRange.atMost(Celsius.parse("-130")),
                                Duration.ofMinutes(60)),
                        Duration.ZERO,
                        Duration.ZERO),
                EnumSet.allOf(Test.class),
                Duration.ofHours(2),
                Duration.ofHours(4));
    }
}
