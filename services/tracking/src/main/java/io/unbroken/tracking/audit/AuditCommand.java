package io.unbroken.tracking.audit;

import com.mongodb.client.MongoClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.files.FileOperations;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.schemas.catalogue.Brokers;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.schemas.wire.EventReader;
import io.unbroken.schemas.wire.ProfileReader;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrySchemas;
import io.unbroken.schemas.wire.TelemetryReader;
import io.unbroken.tracking.authentication.LogAuthenticator;
import io.unbroken.tracking.authentication.PublishedProfiles;
import io.unbroken.tracking.authentication.RegisteredKeys;
import io.unbroken.tracking.authentication.StatementFollower;
import io.unbroken.tracking.recorder.HistoryModel;
import io.unbroken.tracking.recorder.Rederivation;
import io.unbroken.tracking.recorder.RememberingAuthenticator;
import io.unbroken.tracking.store.MongoNamespaces;
import io.unbroken.tracking.store.Namespace;
import io.unbroken.tracking.store.StoreClients;
import io.unbroken.tracking.store.WholeStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The audit as a command of tracking's jar: `java -jar tracking.jar audit`, with the environment of tracking and the log's verifier key in
/// `UNBROKEN_LEDGER_KEY`. Prints a line for each flaw and one that sums up; exit code 0 if all is as it was sealed, 1 if not.
public final class AuditCommand {

    private static final Duration LONGEST_STORE_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final Map<String, String> environment;
    private final InstantSource time;

    public AuditCommand(Map<String, String> environment, InstantSource time) {
        this.environment = Map.copyOf(environment);
        this.time = time;
    }

    /// Runs the audit and returns the exit code.
    public int run(PrintStream out) throws IOException {
        Instant begun = time.instant();
        try (MongoClient client = StoreClients.of(setting("UNBROKEN_MONGODB"), LONGEST_STORE_WAIT);
                SchemaRegistryClient registry =
                        RegistrySchemas.client(setting("UNBROKEN_REGISTRY"), Map.of());
                Consumer<byte[], byte[]> consumer = consumer()) {
            var schemas = new RegistrySchemas(registry);
            var keys =
                    new RegisteredKeys(
                            new RegistrationReader(
                                    schemas,
                                    PublicKeyFile.load(Path.of(setting("UNBROKEN_TRUST_ROOT")))));
            var profiles = new PublishedProfiles(keys, new ProfileReader(schemas));
            var followers =
                    List.of(
                            StatementFollower.of(keys, this::consumer),
                            StatementFollower.of(profiles, this::consumer));
            followers.forEach(StatementFollower::start);
            try {
                await(keys::complete, TopicCatalogue.KEYS);
                await(profiles::complete, TopicCatalogue.PROFILES);
                var authenticator =
                        new RememberingAuthenticator(
                                new LogAuthenticator(
                                        keys,
                                        profiles,
                                        new EventReader(schemas),
                                        new TelemetryReader(schemas)));
                var database = StoreClients.database(client, setting("UNBROKEN_MONGODB"));
                var namespaces = new MongoNamespaces(database);
                Namespace inForce = namespaces.pointer().current();
                var audit =
                        new Audit(
                                new KafkaAuditedLog(consumer),
                                new WholeStore(database, inForce),
                                authenticator,
                                new Rederivation(
                                        namespaces.store(inForce),
                                        new HistoryModel(),
                                        authenticator),
                                new DurableFiles(
                                        FileOperations.disk(),
                                        Path.of(setting("UNBROKEN_LEDGER_DIRECTORY"))),
                                VerifierKey.parse(setting("UNBROKEN_LEDGER_KEY").strip()));
                return report(audit.run(), Duration.between(begun, time.instant()), out);
            } finally {
                followers.forEach(StatementFollower::stop);
            }
        }
    }

    private static int report(Audit.Report report, Duration spent, PrintStream out) {
        report.flaws().found().forEach(out::println);
        if (report.flaws().more() > 0) {
            out.printf("and %d more%n", report.flaws().more());
        }
        out.printf(
                "%s: %d records, %d of them sealed, in %d s%n",
                report.flaws().none()
                        ? "all is as it was sealed"
                        : report.flaws().found().size() + report.flaws().more() + " flaws",
                report.records(),
                report.sealed(),
                spent.toSeconds());
        return report.flaws().none() ? 0 : 1;
    }

    private void await(BooleanSupplier complete, Topic topic) {
        Instant end = time.instant().plus(LONGEST_WAIT);
        while (!complete.getAsBoolean()) {
            if (time.instant().isAfter(end)) {
                throw new IllegalStateException(
                        "%s could not be read in %s; is the broker up?"
                                .formatted(topic.name(), LONGEST_WAIT));
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                brokers()
                        .client(
                                Map.of(
                                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                        // What the log no longer has is a flaw: it is read from
                                        // where it begins.
                                        "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Brokers brokers() {
        return Brokers.of(
                setting("UNBROKEN_KAFKA"), environment.getOrDefault("UNBROKEN_KAFKA_SETTINGS", ""));
    }

    private String setting(String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException("set " + name);
        }
        return value;
    }
}
