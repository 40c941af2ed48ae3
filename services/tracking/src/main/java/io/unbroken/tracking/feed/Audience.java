package io.unbroken.tracking.feed;

import io.unbroken.custody.identity.PartyId;
import java.util.Set;
import java.util.function.Predicate;

/// For whom a message is.
@FunctionalInterface
public interface Audience {

    /// For all who listen.
    Audience EVERYBODY = _ -> true;

    /// Whether somebody belongs to it.
    ///
    /// @param sees whether who listens sees a journey in which these parties take part
    boolean has(Predicate<Set<PartyId>> sees);

    /// Those who see a journey in which these take part.
    static Audience of(Set<PartyId> parties) {
        return sees -> sees.test(parties);
    }
}
