package io.unbroken.custody.history;

import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.ProductProfiles;
import java.time.Instant;
import java.util.Optional;

/// The rules of what was ordered, by the time of what is judged: a later edition does not judge what was done before it.
///
/// @param product what was ordered, if an order is known
record ProductRules(ProductProfiles profiles, Optional<ProfileId> product) {

    /// Those in force at `time`.
    Optional<ProductProfile> at(Instant time) {
        return product.flatMap(id -> profiles.inForce(id, time));
    }

    /// Whether there are none at `time` because it is not sure what they are.
    boolean isSuspendedAt(Instant time) {
        return product.filter(id -> profiles.isSuspended(id, time)).isPresent();
    }
}
