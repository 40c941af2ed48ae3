package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.history.Material.Kind;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.ProductProfile.ColdChainRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// By which rule each carriage of a journey is judged: that of the product if a product is in there, otherwise that of what was
/// collected.
///
/// @param profile the rules of the ordered product, if they are known
/// @param products the units that are product
record ThermalRules(Optional<ProductProfile> profile, Set<MaterialId> products) {

    /// Without a profile nothing is out of range, and nothing is conformant either.
    private static final ColdChainRule UNJUDGED =
            new ColdChainRule(
                    ThermalRule.exact(
                            TemperatureRange.atMost(Celsius.HIGHEST), Duration.ofHours(1)),
                    Duration.ZERO,
                    Duration.ZERO);

    static ThermalRules of(Optional<ProductProfile> profile, List<Material> materials) {
        return new ThermalRules(
                profile,
                materials.stream()
                        .filter(material -> material.kind() == Kind.PRODUCT)
                        .map(Material::id)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    ColdChainRule of(Carriage carriage) {
        boolean product = carriage.materials().stream().anyMatch(products::contains);
        return profile.map(p -> product ? p.product() : p.collected()).orElse(UNJUDGED);
    }
}
