package io.unbroken.schemas.keys;

import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All that the root said of keys, as a set: the same statements in any order, however often, make equal rings. Immutable.
public final class KeyRing {

    private static final KeyRing EMPTY = new KeyRing(Map.of());

    private final Map<String, RingedKey> keys;

    private KeyRing(Map<String, RingedKey> keys) {
        this.keys = Collections.unmodifiableMap(keys);
    }

    public static KeyRing empty() {
        return EMPTY;
    }

    /// The ring of these statements.
    public static KeyRing of(Collection<KeyStatement> statements) {
        KeyRing ring = EMPTY;
        for (KeyStatement statement : statements) {
            ring = ring.with(statement);
        }
        return ring;
    }

    /// This ring with one statement more; this very ring if it had it.
    ///
    /// Whether the root signed it is proved before, by `RegistrationReader`; that the key is not weak, by its own type.
    public KeyRing with(KeyStatement statement) {
        String id = statement.about().key().value();
        RingedKey before = keys.get(id);
        RingedKey after = before == null ? RingedKey.of(statement) : before.with(statement);
        if (after.equals(before)) {
            return this;
        }
        var more = new TreeMap<>(keys);
        more.put(id, after);
        return new KeyRing(more);
    }

    /// What the key's signature is worth on a record.
    ///
    /// @param recordTime when the log had the record
    public KeyStanding judge(KeyId key, Instant recordTime) {
        RingedKey ringed = keys.get(key.value());
        return ringed == null ? new KeyStanding.Unknown() : ringed.judge(recordTime);
    }

    /// Whose the key is; empty if it is not registered, or if registrations of it contradict each other.
    public Optional<KeyRegistration> find(KeyId key) {
        return Optional.ofNullable(keys.get(key.value())).flatMap(RingedKey::registration);
    }

    /// The verifier of a key that [#find] knows.
    public Optional<PublicKey.Verifier> verifier(KeyId key) {
        return Optional.ofNullable(keys.get(key.value())).flatMap(RingedKey::verifier);
    }

    /// The registrations that count, by key.
    public List<KeyRegistration> registrations() {
        return keys.values().stream().flatMap(key -> key.registration().stream()).toList();
    }

    /// The registrations of a party that count, by key.
    public List<KeyRegistration> registrations(PartyId party) {
        return registrations().stream().filter(each -> each.party().equals(party)).toList();
    }

    /// All that was said, by key and then by content.
    public List<KeyStatement> statements() {
        return keys.values().stream().flatMap(key -> key.statements().stream()).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyRing ring && keys.equals(ring.keys);
    }

    @Override
    public int hashCode() {
        return keys.hashCode();
    }

    /// How many keys it has; never who they are.
    @Override
    public String toString() {
        return "KeyRing[" + keys.size() + " keys]";
    }
}
