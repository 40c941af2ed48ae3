package io.unbroken.platform.provisioning;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.platform.Party;
import io.unbroken.platform.PlatformException;
import io.unbroken.platform.Secrets;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.schemas.keys.SigningKeyFile;
import io.unbroken.schemas.wire.ChainPosition;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrationResult;
import io.unbroken.schemas.wire.RegistrationWriter;
import io.unbroken.schemas.wire.RegistrySchemas;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Registers the parties' public keys on `keys.v1`, signed by the root, unless the log has them already.
final class KeyProvisioning {
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrap;
    private final SchemaRegistryClient registry;
    private final Secrets secrets;
    private final Map<PartyId, ChainPosition> next = new HashMap<>();
    private final Set<KeyRegistration> known = new HashSet<>();

    KeyProvisioning(String bootstrap, SchemaRegistryClient registry, Secrets secrets) {
        this.bootstrap = bootstrap;
        this.registry = registry;
        this.secrets = secrets;
    }

    void run() {
        var root = SigningKeyFile.load(secrets.rootPrivateKey());
        readLog(new RegistrationReader(new RegistrySchemas(registry), root.publicKey()));
        var writer = new RegistrationWriter(registry, root);
        var now = Clock.systemUTC().instant();
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 0),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (var party : Party.values()) {
                var registration = registration(party, now);
                if (known.stream().noneMatch(earlier -> saysTheSame(earlier, registration))) {
                    var position = next.getOrDefault(party.id(), ChainPosition.first());
                    producer.send(writer.write(registration, position).record()).get();
                }
            }
        } catch (ExecutionException failure) {
            throw new PlatformException(
                    "cannot register the parties' keys: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while registering keys", interrupted);
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

    private void readLog(RegistrationReader reader) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partition = new TopicPartition(TopicCatalogue.KEYS.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end =
                    Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(POLL)
                        .forEach(record -> {
                            if (reader.read(LogRecord.of(record))
                                    instanceof RegistrationResult.Authentic authentic) {
                                known.add(authentic.statement().about());
                                next.put(
                                        authentic.statement().about().party(),
                                        authentic.position().next(authentic.hash()));
                            }
                        });
            }
        }
    }
}
