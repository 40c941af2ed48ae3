package io.unbroken.tracking.sealer;

import io.unbroken.ledger.files.FileOperations;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.tiles.TileFault;
import io.unbroken.ledger.witness.WitnessClient;
import io.unbroken.schemas.catalogue.Brokers;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The restoration of a ledger's directory as a command of tracking's jar: `java -jar tracking.jar restore-tiles`, with the environment of tracking and the
/// log's verifier key in `UNBROKEN_LEDGER_KEY`. Exit code 0 if sealing may go on, 1 if nothing may be signed any more.
public final class RestoreTilesCommand {

    /// A sealer that has halted takes the lock for a moment each second.
    private static final Duration LONGEST_LOCK_WAIT = Duration.ofSeconds(10);

    private static final Duration BETWEEN = Duration.ofMillis(20);
    private static final Duration LONGEST_WITNESS = Duration.ofSeconds(10);
    private static final int MOST_RECORDS = 1_000;
    private static final String REPLACED = "replaced-";

    private final Map<String, String> environment;
    private final PrintStream out;
    private final InstantSource clock;

    public RestoreTilesCommand(
            Map<String, String> environment, PrintStream out, InstantSource clock) {
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.clock = clock;
    }

    /// Runs it and returns the exit code.
    public int run() {
        Path directory = Path.of(setting("UNBROKEN_LEDGER_DIRECTORY"));
        try (LedgerLock lock = lock(directory).orElse(null)) {
            if (lock == null) {
                out.printf("somebody seals in %s: stop tracking first%n", directory);
                return 1;
            }
            return restore(directory);
        }
    }

    private int restore(Path directory) {
        Path halted = directory.resolve(SealerThread.HALTED);
        // Whatever happens from here on, nobody seals until all is restored.
        write(halted, "is being restored");
        VerifierKey key = VerifierKey.parse(setting("UNBROKEN_LEDGER_KEY").strip());
        Path replaced = unused(directory);
        try (var log = new KafkaStoredLog(consumer(), sealedTopics())) {
            Restoration.Restored restored =
                    new Restoration(
                                    new LedgerDirectory(FileOperations.disk(), directory),
                                    key.name(),
                                    new Restoration.Ports(
                                            log,
                                            new KafkaPublishedLedger(
                                                    this::consumer,
                                                    TopicCatalogue.CHECKPOINTS.name(),
                                                    key),
                                            witnesses(),
                                            name -> away(directory, replaced, name),
                                            line -> out.println("made again: " + line)))
                            .run();
            Files.delete(halted);
            FileOperations.disk().forceDirectory(directory);
            out.printf(
                    "restored up to checkpoint %,d with %,d records, each root as it was signed; the signer's state %s%n",
                    restored.checkpoint(),
                    restored.records(),
                    restored.signerKept() ? "is what it was" : "is that of the checkpoint");
            if (Files.exists(replaced)) {
                out.printf("what was there before is in %s%n", replaced);
            }
            return 0;
        } catch (Disagreement | TileFault found) {
            write(halted, String.valueOf(found.getMessage()));
            out.printf(
                    "not restored, and nothing is signed: %s. See docs/operating/restore.md%n",
                    found.getMessage());
            return 1;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Optional<LedgerLock> lock(Path directory) {
        Instant end = clock.instant().plus(LONGEST_LOCK_WAIT);
        Optional<LedgerLock> lock = LedgerLock.take(directory);
        while (lock.isEmpty() && clock.instant().isBefore(end)) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            lock = LedgerLock.take(directory);
        }
        return lock;
    }

    private List<Witness> witnesses() {
        return Stream.of(environment.getOrDefault("UNBROKEN_LEDGER_WITNESSES", "").split(","))
                .filter(text -> !text.isBlank())
                .<Witness>map(text -> {
                    String[] parts = text.strip().split(" +", 2);
                    var client =
                            new WitnessClient(
                                    java.net.URI.create(parts[0]),
                                    VerifierKey.parse(parts[1]),
                                    LONGEST_WITNESS);
                    return new AskedWitness(
                            client, new io.micrometer.core.instrument.simple.SimpleMeterRegistry());
                })
                .toList();
    }

    private static Path unused(Path directory) {
        int number = 1;
        while (Files.exists(directory.resolve(REPLACED + number))) {
            number++;
        }
        return directory.resolve(REPLACED + number);
    }

    private static void away(Path directory, Path replaced, String name) {
        try {
            Files.createDirectories(replaced);
            Files.move(directory.resolve(name), replaced.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path halted, String why) {
        try {
            Files.writeString(halted, clock.instant() + "\n" + why + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                brokers()
                        .client(
                                Map.of(
                                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                        MOST_RECORDS,
                                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                        false,
                                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                        "none")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<String> sealedTopics() {
        return TopicCatalogue.sealed().stream().map(Topic::name).toList();
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
