package io.unbroken.platform.provisioning;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.platform.Party;
import io.unbroken.platform.Secrets;
import io.unbroken.schemas.catalogue.Brokers;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.schemas.keys.SigningKeyFile;
import java.time.Clock;
import java.time.Instant;

/// Registers the parties' public keys on `keys.v1`, signed by the root, unless the log has them already.
final class KeyProvisioning {
    private final Brokers brokers;
    private final SchemaRegistryClient registry;
    private final Secrets secrets;

    KeyProvisioning(Brokers brokers, SchemaRegistryClient registry, Secrets secrets) {
        this.brokers = brokers;
        this.registry = registry;
        this.secrets = secrets;
    }

    /// Says what is missing, and returns all that is then said of keys.
    KeyRing run() {
        var now = Clock.systemUTC().instant();
        try (var log =
                KeyLog.open(brokers, registry, SigningKeyFile.load(secrets.rootPrivateKey()))) {
            for (var party : Party.values()) {
                var registration = registration(party, now);
                if (log.ring().statements().stream()
                        .noneMatch(each -> saysTheSame(each.about(), registration))) {
                    log.register(registration);
                }
            }
            return log.ring();
        }
    }

    private KeyRegistration registration(Party party, Instant now) {
        var key = PublicKeyFile.load(secrets.publicKey(party));
        return KeyRegistration.of(key, party.id(), party.kind(), party.mayActAs(), now);
    }

    /// Apart from the time at which it was said.
    private static boolean saysTheSame(KeyRegistration a, KeyRegistration b) {
        return a.publicKey().equals(b.publicKey())
                && a.party().equals(b.party())
                && a.kind() == b.kind()
                && a.mayActAs().equals(b.mayActAs());
    }
}
