package io.unbroken.custody.profile;

import io.unbroken.custody.identity.ProfileId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The editions of products' rules that somebody knows. A value: the same editions in any order are equal.
///
/// @param editions by product, the first edition first
/// @param suspended editions of which it is not sure what they say: from their time on the product has no rules, until those of a
///     later one are in force
public record ProductProfiles(List<ProductProfile> editions, Set<ProductProfile> suspended) {

    private static final Comparator<ProductProfile> ORDER =
            Comparator.comparing((ProductProfile profile) -> profile.id().value())
                    .thenComparingInt(ProductProfile::version);
    private static final ProductProfiles NONE = new ProductProfiles(List.of(), Set.of());

    /// @throws IllegalArgumentException if two different editions of a product bear one number
    public ProductProfiles {
        editions = editions.stream().distinct().sorted(ORDER).toList();
        suspended = Set.copyOf(suspended);
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
        return of(editions, List.of());
    }

    /// These editions, where some others make it doubtful what is in force.
    ///
    /// @throws IllegalArgumentException if two different editions of a product bear one number
    public static ProductProfiles of(
            Collection<ProductProfile> editions, Collection<ProductProfile> suspended) {
        return new ProductProfiles(List.copyOf(editions), Set.copyOf(suspended));
    }

    /// Nothing is known: what is judged by it holds.
    public static ProductProfiles none() {
        return NONE;
    }

    /// The edition of a product's rules that is in force at `time`: of those that have come into force the latest. None if there is
    /// none yet, if the product is unknown, or if it is [suspended][#isSuspended].
    public Optional<ProductProfile> inForce(ProfileId id, Instant time) {
        return latest(id, time).filter(editions::contains);
    }

    /// Whether a product has no rules at `time` because it is not sure what the latest edition says.
    public boolean isSuspended(ProfileId id, Instant time) {
        return latest(id, time).filter(suspended::contains).isPresent();
    }

    private Optional<ProductProfile> latest(ProfileId id, Instant time) {
        return Stream.concat(editions.stream(), suspended.stream())
                .filter(profile -> profile.id().equals(id))
                .filter(profile -> !profile.effectiveFrom().isAfter(time))
                .max(Comparator.comparingInt(ProductProfile::version));
    }
}
