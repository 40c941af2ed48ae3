package io.unbroken.benchmarks.baseline;

import io.unbroken.benchmarks.ingest.UnsignedEvents;
import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.schemas.wire.StatusWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.Stores;

/// Kafka Streams over the event topics from their beginning: exactly once (v2), state in RocksDB and a changelog, one thread.
final class StreamsRun {

    /// As many as the topics of events have.
    private static final int PARTITIONS = 6;

    private static final Duration LOOK = Duration.ofMillis(5);

    /// A slow machine needs a minute; then something is wrong.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    private final Stand stand;
    private final List<String> topics;
    private final AtomicLong processed = new AtomicLong();
    private final AtomicLong began = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicReference<Optional<Throwable>> failure =
            new AtomicReference<>(Optional.empty());

    StreamsRun(Stand stand, List<String> topics) {
        this.stand = stand;
        this.topics = topics;
    }

    /// Runs it once.
    ///
    /// @return seconds from the first record to the last; the last commit (every 100 ms) is not waited for
    double run(long records) {
        String application = "bench-streams-" + UUID.randomUUID();
        String output = application + "-status";
        Path state = directory();
        try (var admin = Admin.create(stand.brokers().client())) {
            admin.createTopics(List.of(new NewTopic(output, PARTITIONS, (short) 1))).all().get();
            try (var streams =
                    new KafkaStreams(topology(output, records), settings(application, state))) {
                streams.setUncaughtExceptionHandler(thrown -> {
                    failure.set(Optional.of(thrown));
                    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
                });
                streams.start();
                await();
                streams.close(LONGEST_CLOSE);
                streams.cleanUp();
            }
            discard(admin, application);
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
        return (ended.get() - began.get()) / 1e9;
    }

    private Topology topology(String output, long records) {
        var topology = new Topology();
        topology.addSource("events", topics.toArray(String[]::new));
        topology.addProcessor(
                "derive",
                () ->
                        new StreamsJourneys(
                                new UnsignedEvents(stand.registry()),
                                new StatusWriter(stand.registry()),
                                () -> count(records)),
                "events");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(StreamsJourneys.STORE),
                                Serdes.ByteArray(),
                                Serdes.ByteArray())
                        .withCachingEnabled(),
                "derive");
        topology.addSink("status", output, "derive");
        return topology;
    }

    private Properties settings(String application, Path state) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        settings.putAll(stand.brokers().client());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        return settings;
    }

    private void count(long records) {
        long now = System.nanoTime();
        began.compareAndSet(0, now);
        if (processed.incrementAndGet() == records) {
            ended.set(now);
        }
    }

    private void await() {
        long until = System.nanoTime() + LONGEST.toNanos();
        while (ended.get() == 0) {
            failure.get()
                    .ifPresent(thrown -> {
                        throw new IllegalStateException("Kafka Streams failed", thrown);
                    });
            if (System.nanoTime() > until) {
                throw new IllegalStateException(
                        "expected all records in five minutes, found " + processed.get());
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static void discard(Admin admin, String application)
            throws ExecutionException, InterruptedException {
        List<String> made =
                admin.listTopics().names().get().stream()
                        .filter(name -> name.startsWith(application))
                        .toList();
        admin.deleteTopics(made).all().get();
    }

    private static Path directory() {
        try {
            Path directory = Files.createTempDirectory("unbroken-bench-streams-");
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().unstarted(() -> erase(directory)));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void erase(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
