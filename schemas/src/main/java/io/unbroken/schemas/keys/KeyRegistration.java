package io.unbroken.schemas.keys;

import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/// A signing key and whose it is.
///
/// @param key the key's identifier, which follows from the public key
/// @param party who signs with it
/// @param kind what kind of party that is
/// @param mayActAs other parties in whose name it may give and take custody, such as a carrier's subcontractors
/// @param publicKey the key
/// @param validFrom from when the party uses it, in whole microseconds. Told, not judged: an event that a device kept for
///     days is signed with the key of the day it is sent
public record KeyRegistration(
        KeyId key,
        PartyId party,
        PartyKind kind,
        Set<PartyId> mayActAs,
        PublicKey publicKey,
        Instant validFrom) {

    /// One key for more parties is no courier but a way around keys.
    public static final int MOST_MAY_ACT_AS = 100;

    public KeyRegistration {
        if (!key.equals(publicKey.id())) {
            throw new IllegalArgumentException(
                    "key: expected %s, which follows from the public key, found %s"
                            .formatted(publicKey.id(), key));
        }
        if (mayActAs.size() > MOST_MAY_ACT_AS) {
            throw new IllegalArgumentException(
                    "mayActAs: expected at most %d, found %d"
                            .formatted(MOST_MAY_ACT_AS, mayActAs.size()));
        }
        mayActAs = Set.copyOf(mayActAs);
        validFrom = validFrom.truncatedTo(ChronoUnit.MICROS);
    }

    /// Registers `publicKey` for a party.
    public static KeyRegistration of(
            PublicKey publicKey,
            PartyId party,
            PartyKind kind,
            Set<PartyId> mayActAs,
            Instant validFrom) {
        return new KeyRegistration(publicKey.id(), party, kind, mayActAs, publicKey, validFrom);
    }

    /// Whether the party may give or take custody in the name of `other`: itself, or one it acts for.
    public boolean speaksFor(PartyId other) {
        return party.equals(other) || mayActAs.contains(other);
    }
}
