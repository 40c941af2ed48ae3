package io.unbroken.platform;

import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.keysafe.KeySafe;
import io.unbroken.platform.provisioning.KeyLog;
import io.unbroken.schemas.catalogue.Brokers;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.wire.RegistrySchemas;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where the topic of keys is, and with which key the root signs: a platform's own, or any other by address.
final class KeyOptions {
    @Mixin private PlaceOptions place = new PlaceOptions();

    @Option(
            names = "--kafka",
            paramLabel = "SERVERS",
            description = "another Kafka than the platform's")
    private @Nullable String kafka;

    @Option(
            names = "--kafka-settings",
            paramLabel = "FILE",
            description =
                    "properties with which an administrator's client is let in (default: the platform's, keys/kafka-administrators.properties)")
    private @Nullable String kafkaSettings;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "another schema registry than the platform's")
    private @Nullable String registry;

    @Option(
            names = "--root-key",
            paramLabel = "FILE_OR_URI",
            description =
                    "the root's private key: a file, or a pkcs11: URI (default: the platform's, keys/root.pem)")
    private @Nullable String root;

    /// Reads the topic and gets ready to say more.
    KeyLog open() {
        var addresses = new Addresses(place.ports(), Optional.empty());
        return KeyLog.open(
                brokers(addresses),
                RegistrySchemas.client(
                        registry == null ? addresses.registry() : registry, Map.of()),
                KeySafe.open(root == null ? secrets().rootPrivateKey().toString() : root));
    }

    /// The platform's settings are for the platform's broker alone.
    private Brokers brokers(Addresses addresses) {
        String own = secrets().brokerSettings(TopicCatalogue.ADMINISTRATORS).toString();
        return Brokers.of(
                kafka == null ? addresses.kafka() : kafka,
                kafkaSettings != null ? kafkaSettings : kafka == null ? own : "");
    }

    Secrets secrets() {
        return new Secrets(place.data(Installation.find()).resolve("keys"));
    }

    /// What was registered of a key.
    ///
    /// @throws PlatformException if nothing was
    static KeyRegistration registered(KeyLog log, String key) {
        KeyId id = value("KEY", key, KeyId::new);
        return log.ring()
                .find(id)
                .orElseThrow(() ->
                        new PlatformException(
                                "no key %s is registered; ./unbroken keys list shows all"
                                        .formatted(id)));
    }

    static PartyId party(String name) {
        return value("PARTY", name, PartyId::new);
    }

    /// Makes a value of an argument.
    ///
    /// @throws PlatformException if it is none
    static <T> T value(String name, String text, Function<String, T> of) {
        try {
            return of.apply(text);
        } catch (IllegalArgumentException | java.time.DateTimeException none) {
            throw new PlatformException(name + ": " + none.getMessage(), none);
        }
    }
}
