package io.unbroken.capture.publishing;

import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.keys.KeyRegistration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the root vouched for about this service's key: for whom it may speak. Read from the log when it is first needed, and
/// again while it is not there.
public final class OwnRegistration {

    private final KeysOnLog keys;
    private final PartyId party;
    private final KeyId key;
    private volatile @Nullable Set<PartyId> speaksFor;

    OwnRegistration(KeysOnLog keys, PartyId party, KeyId key) {
        this.keys = keys;
        this.party = party;
        this.key = key;
    }

    /// Whether this service may give or take custody in the name of `other`.
    ///
    /// @throws LogUnavailable if the registration cannot be read now
    public boolean speaksFor(PartyId other) {
        return party.equals(other) || parties().map(all -> all.contains(other)).orElse(false);
    }

    /// Whether the root registered the key; until then all that it signs is kept in quarantine.
    ///
    /// @throws LogUnavailable if the registration cannot be read now
    public boolean registered() {
        return parties().isPresent();
    }

    private Optional<Set<PartyId>> parties() {
        if (speaksFor == null) {
            speaksFor = read().orElse(null);
        }
        return Optional.ofNullable(speaksFor);
    }

    private Optional<Set<PartyId>> read() {
        return keys.read()
                .find(key)
                .filter(registration -> registration.party().equals(party))
                .map(KeyRegistration::mayActAs);
    }
}
