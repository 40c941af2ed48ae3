package io.unbroken.platform.provisioning;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.platform.PlatformException;
import io.unbroken.schemas.catalogue.Brokers;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.KeyChange;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.keys.KeyStatement;
import io.unbroken.schemas.keys.Signer;
import io.unbroken.schemas.wire.ChainPosition;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrationResult;
import io.unbroken.schemas.wire.RegistrationWriter;
import io.unbroken.schemas.wire.RegistrySchemas;
import io.unbroken.schemas.wire.RegistryUnavailable;
import io.unbroken.schemas.wire.SealedRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;

/// The topic `keys.v1` as an administrator uses it: what the root has said of keys, and a pen to say more with the root's key.
public final class KeyLog implements AutoCloseable {
    private final StatementTopic topic;
    private final SchemaRegistryClient registry;
    private final Signer root;
    private final Map<PartyId, ChainPosition> next = new HashMap<>();
    private KeyRing ring = KeyRing.empty();

    private KeyLog(Brokers brokers, SchemaRegistryClient registry, Signer root) {
        this.topic = new StatementTopic(brokers, TopicCatalogue.KEYS);
        this.registry = registry;
        this.root = root;
    }

    /// Reads the topic to its end.
    ///
    /// @param root the key that signs what is said
    /// @throws PlatformException if brokers or registry do not answer
    public static KeyLog open(Brokers brokers, SchemaRegistryClient registry, Signer root) {
        var log = new KeyLog(brokers, registry, root);
        try {
            log.read();
            return log;
        } catch (KafkaException | RegistryUnavailable away) {
            log.close();
            throw away(away);
        }
    }

    /// All that was said so far.
    public KeyRing ring() {
        return ring;
    }

    /// Has the root register a key.
    ///
    /// @throws PlatformException if the brokers do not have it for sure
    public void register(KeyRegistration registration) {
        say(registration, Optional.empty());
    }

    /// Has the root say something of a key that it registered.
    ///
    /// @return the statement, by whose content it can be withdrawn
    /// @throws PlatformException if the brokers do not have it for sure
    public KeyStatement change(KeyRegistration about, KeyChange change) {
        return say(about, Optional.of(change));
    }

    private KeyStatement say(KeyRegistration about, Optional<KeyChange> change) {
        var position = next.getOrDefault(about.party(), ChainPosition.first());
        try {
            var writer = new RegistrationWriter(registry, root);
            SealedRecord record =
                    change.map(said -> writer.write(about, said, position))
                            .orElseGet(() -> writer.write(about, position));
            topic.append(record);
            next.put(about.party(), record.next());
            var statement = new KeyStatement(record.content(), about, change);
            ring = ring.with(statement);
            return statement;
        } catch (ExecutionException | KafkaException | RegistryUnavailable away) {
            throw away(away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while writing to keys.v1", interrupted);
        }
    }

    private void read() {
        var reader = new RegistrationReader(new RegistrySchemas(registry), root.publicKey());
        topic.read(record -> take(reader.read(record)));
    }

    private void take(RegistrationResult result) {
        if (result instanceof RegistrationResult.Authentic authentic) {
            ring = ring.with(authentic.statement());
            next.put(
                    authentic.statement().about().party(),
                    authentic.position().next(authentic.hash()));
        }
    }

    private static PlatformException away(Exception away) {
        return new PlatformException(
                "keys.v1 cannot be read or written: is the platform running, and are --ports, --kafka and --registry right? (%s)"
                        .formatted(Objects.requireNonNullElse(away.getMessage(), away)),
                away);
    }

    @Override
    public void close() {
        topic.close();
    }
}
