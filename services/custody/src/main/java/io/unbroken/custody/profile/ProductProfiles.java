package io.unbroken.custody.profile;

import io.unbroken.custody.identity.ProfileId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The editions of products' rules that somebody knows. A value: the same editions in any order are equal.
///
/// @param editions by product, the first edition first
public record ProductProfiles(List<ProductProfile> editions) {

    private static final Comparator<ProductProfile> ORDER =
            Comparator.comparing((ProductProfile profile) -> profile.id().value())
                    .thenComparingInt(ProductProfile::version);
    private static final ProductProfiles NONE = new ProductProfiles(List.of());

    /// @throws IllegalArgumentException if two different editions of a product bear one number
    public ProductProfiles {
        editions = editions.stream().distinct().sorted(ORDER).toList();
        for (int i = 1; i < editions.size(); i++) {
            if (ORDER.compare(editions.get(i - 1), editions.get(i)) == 0) {
                throw new IllegalArgumentException(
                        "expected one edition %d of %s, found two"
                                .formatted(editions.get(i).version(), editions.get(i).id()));
            }
        }
    }

    /// These editions, in any order and with or without repetitions.
    ///
    /// @throws IllegalArgumentException if two different editions of a product bear one number
    public static ProductProfiles of(Collection<ProductProfile> editions) {
        return new ProductProfiles(List.copyOf(editions));
    }

    /// Nothing is known: what is judged by it holds.
    public static ProductProfiles none() {
        return NONE;
    }

    /// The edition of a product's rules that is in force at `time`: of those that have come into force the latest. None if there is
    /// none yet, or the product is unknown.
    public Optional<ProductProfile> inForce(ProfileId id, Instant time) {
        return editions.stream()
                .filter(profile -> profile.id().equals(id))
                .filter(profile -> !profile.effectiveFrom().isAfter(time))
                .max(Comparator.comparingInt(ProductProfile::version));
    }
}
