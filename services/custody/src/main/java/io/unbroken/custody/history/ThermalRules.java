package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.history.Material.Kind;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.profile.ColdChainRule;
import io.unbroken.custody.profile.ExcursionLimits;
import io.unbroken.custody.profile.ProductProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// By which rule each carriage of a journey is judged: that of the product if a product is in there, otherwise that of what was
/// collected.
///
/// @param product the rules of the ordered product
/// @param units those that are product
record ThermalRules(ProductRules product, Set<MaterialId> units) {

    /// Without a profile nothing is out of range, and nothing is conformant either.
    private static final ColdChainRule UNJUDGED =
            ColdChainRule.of(
                    ThermalRule.exact(
                            TemperatureRange.atMost(Celsius.HIGHEST), Duration.ofHours(1)),
                    ExcursionLimits.none(),
                    Duration.ofHours(1));

    static ThermalRules of(ProductRules product, List<Material> materials) {
        return new ThermalRules(
                product,
                materials.stream()
                        .filter(material -> material.kind() == Kind.PRODUCT)
                        .map(Material::id)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /// The rule in force when the carriage began.
    ColdChainRule of(Carriage carriage) {
        boolean finished = carriage.materials().stream().anyMatch(units::contains);
        return profile(carriage).map(p -> finished ? p.product() : p.collected()).orElse(UNJUDGED);
    }

    /// Whether there are rules for the carriage at all.
    boolean judge(Carriage carriage) {
        return profile(carriage).isPresent();
    }

    /// For how long a shipper keeps its temperature by itself.
    Optional<Carriage.Hold> hold(Carriage carriage) {
        return of(carriage)
                .holdTime()
                .filter(_ -> carriage.kind() == Carriage.Kind.SHIPPER)
                .map(hold -> {
                    Instant until = carriage.from().plus(hold.qualified());
                    return new Carriage.Hold(until, until.minus(hold.lead()));
                });
    }

    /// What of the carriage's loggers changes the history.
    Attention attention(Carriage carriage) {
        ColdChainRule rule = of(carriage);
        boolean compared =
                rule.loggers().isPresent() && carriage.loggers().stream().distinct().count() > 1;
        return new Attention(
                compared ? Attention.Comparison.HOURLY : Attention.Comparison.ALONE,
                hold(carriage).map(Carriage.Hold::until),
                rule.conditions());
    }

    private Optional<ProductProfile> profile(Carriage carriage) {
        return product.at(carriage.from());
    }
}
