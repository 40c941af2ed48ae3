package io.unbroken.benchmarks.stand;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.platform.Addresses;
import io.unbroken.platform.DataDirectory;
import io.unbroken.platform.Installation;
import io.unbroken.platform.Part;
import io.unbroken.platform.Platform;
import io.unbroken.platform.Ports;
import io.unbroken.platform.Progress;
import io.unbroken.platform.Secrets;
import io.unbroken.platform.provisioning.Provisioning;
import io.unbroken.schemas.catalogue.Brokers;
import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.schemas.wire.ProfileReader;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrySchemas;
import io.unbroken.tracking.authentication.PublishedProfiles;
import io.unbroken.tracking.authentication.RegisteredKeys;
import io.unbroken.tracking.authentication.StatementFollower;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A real broker, registry and store, each its own process with data of its own, gone when this is closed.
public final class Stand implements AutoCloseable {

    /// As tracking reads, see its `KafkaClients`.
    private static final int MOST_RECORDS = 1_000;

    private static final Duration LOOK = Duration.ofMillis(20);

    /// The topic of keys has four records.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Path directory;
    private final Platform platform;
    private final SchemaRegistryClient registry;
    private final RegisteredKeys keys;
    private final PublishedProfiles profiles;
    private final List<StatementFollower> followers;
    private final Thread killer = Thread.ofPlatform().unstarted(this::discard);

    private Stand(Path directory, Platform platform) {
        this.directory = directory;
        this.platform = platform;
        Runtime.getRuntime().addShutdownHook(killer);
        platform.start(Part.FOUNDATION, Progress.SILENT);
        Provisioning.forPlatform(platform).run();
        this.registry = RegistrySchemas.client(platform.addresses().registry(), Map.of());
        this.keys =
                new RegisteredKeys(
                        new RegistrationReader(
                                new RegistrySchemas(registry),
                                PublicKeyFile.load(platform.secrets().rootPublicKey())));
        this.profiles =
                new PublishedProfiles(keys, new ProfileReader(new RegistrySchemas(registry)));
        this.followers =
                List.of(
                        StatementFollower.of(keys, () -> consumer(Map.of())),
                        StatementFollower.of(profiles, () -> consumer(Map.of())));
        followers.forEach(StatementFollower::start);
        await(keys::complete);
        await(profiles::complete);
    }

    /// Starts it on free ports, in a new directory.
    public static Stand start() {
        try {
            Path directory = Files.createTempDirectory("unbroken-bench-");
            var addresses = new Addresses(Ports.free(), Optional.empty());
            return new Stand(
                    directory,
                    Platform.on(Installation.find(), DataDirectory.open(directory), addresses));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Addresses addresses() {
        return platform.addresses();
    }

    /// The broker, for administrators, who may play anybody.
    public Brokers brokers() {
        return platform.brokers();
    }

    public Secrets secrets() {
        return platform.secrets();
    }

    /// What the commands of tracking's program need.
    public Map<String, String> trackingEnvironment() {
        return Map.of(
                "UNBROKEN_KAFKA", addresses().kafka(),
                "UNBROKEN_KAFKA_SETTINGS", secrets().brokerSettings("tracking").toString(),
                "UNBROKEN_REGISTRY", addresses().registry(),
                "UNBROKEN_MONGODB", addresses().mongodb(),
                "UNBROKEN_TRUST_ROOT", secrets().rootPublicKey().toString(),
                "UNBROKEN_LEDGER_DIRECTORY", directory.resolve("ledger").toString(),
                "UNBROKEN_LEDGER_KEY", secrets().logVerifierKey());
    }

    /// Starts more parts.
    public void start(Collection<Part> parts) {
        platform.start(parts, Progress.SILENT);
    }

    public SchemaRegistryClient registry() {
        return registry;
    }

    /// All keys of the platform's parties.
    public RegisteredKeys keys() {
        return keys;
    }

    /// The rules of all its products.
    public PublishedProfiles profiles() {
        return profiles;
    }

    public MongoClient store() {
        return MongoClients.create(addresses().mongodb());
    }

    /// A consumer as tracking has it.
    ///
    /// @param more settings beside tracking's own
    public KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
        var settings = new HashMap<>(brokers().client());
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        settings.putAll(more);
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// A producer that waits for nothing and loses nothing, as tracking's for statuses.
    public Producer<byte[], byte[]> producer(int lingerMillis) {
        return new KafkaProducer<>(
                brokers().client(Map.of("acks", "all", "linger.ms", lingerMillis)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void await(BooleanSupplier complete) {
        long until = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!complete.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(
                        "expected to read the topics of keys and profiles in a minute");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    @Override
    public void close() {
        followers.forEach(StatementFollower::stop);
        Runtime.getRuntime().removeShutdownHook(killer);
        discard();
    }

    /// Nobody needs the data afterwards, so the parts need not stop cleanly either.
    private void discard() {
        for (Part part : Part.values()) {
            platform.kill(part);
        }
        platform.close();
        DataDirectory.erase(directory);
    }
}
