package io.unbroken.schemas.keys;

import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// All keys that the root vouched for. Immutable; registrations of one key for one party add up in any order, and one that
/// contradicts an earlier one on the log is refused.
public final class KeyRing {

    private static final KeyRing EMPTY = new KeyRing(Map.of());

    private final Map<String, Held> held;

    private KeyRing(Map<String, Held> held) {
        this.held = held;
    }

    public static KeyRing empty() {
        return EMPTY;
    }

    /// This ring with one registration more. What is registered twice for one key adds up.
    ///
    /// Whether the root signed it is proved before, by `RegistrationReader`; that the key is not weak, by its own type.
    public Admission with(KeyRegistration registration) {
        Held known = held.get(registration.key().value());
        if (known != null && !known.registration.publicKey().equals(registration.publicKey())) {
            return new Refused(
                    "key %s is another public key already".formatted(registration.key()));
        }
        if (known != null
                && (!known.registration.party().equals(registration.party())
                        || known.registration.kind() != registration.kind())) {
            return new Refused(
                    "key %s is registered for another party already".formatted(registration.key()));
        }
        if (known != null && tooMany(known.registration, registration)) {
            return new Refused(
                    "key %s would act for too many parties".formatted(registration.key()));
        }
        var more = new TreeMap<>(held);
        more.put(
                registration.key().value(),
                known == null
                        ? new Held(registration, registration.publicKey().verifier())
                        : new Held(union(known.registration, registration), known.verifier));
        return new Admitted(new KeyRing(more));
    }

    public Optional<KeyRegistration> find(KeyId key) {
        return Optional.ofNullable(held.get(key.value())).map(Held::registration);
    }

    /// The verifier of a key that is in this ring.
    public Optional<PublicKey.Verifier> verifier(KeyId key) {
        return Optional.ofNullable(held.get(key.value())).map(Held::verifier);
    }

    /// All registrations, by key.
    public List<KeyRegistration> registrations() {
        return held.values().stream().map(Held::registration).toList();
    }

    private static boolean tooMany(KeyRegistration a, KeyRegistration b) {
        return parties(a, b).size() > KeyRegistration.MOST_MAY_ACT_AS;
    }

    private static Set<PartyId> parties(KeyRegistration a, KeyRegistration b) {
        Set<PartyId> mayActAs = new HashSet<>(a.mayActAs());
        mayActAs.addAll(b.mayActAs());
        return mayActAs;
    }

    private static KeyRegistration union(KeyRegistration a, KeyRegistration b) {
        return KeyRegistration.of(
                a.publicKey(),
                a.party(),
                a.kind(),
                parties(a, b),
                a.validFrom().isBefore(b.validFrom()) ? a.validFrom() : b.validFrom());
    }

    private record Held(KeyRegistration registration, PublicKey.Verifier verifier) {}

    /// What came of a registration.
    public sealed interface Admission {}

    /// It was taken.
    ///
    /// @param ring the ring that has it
    public record Admitted(KeyRing ring) implements Admission {}

    /// It was not taken.
    ///
    /// @param reason why, in one sentence
    public record Refused(String reason) implements Admission {}
}
