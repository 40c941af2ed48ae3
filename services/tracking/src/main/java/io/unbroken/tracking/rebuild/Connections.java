package io.unbroken.tracking.rebuild;

import com.mongodb.client.MongoClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.schemas.catalogue.Brokers;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.GoodSignatures;
import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.schemas.wire.EventReader;
import io.unbroken.schemas.wire.ProfileReader;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrySchemas;
import io.unbroken.schemas.wire.StatusWriter;
import io.unbroken.schemas.wire.TelemetryReader;
import io.unbroken.tracking.authentication.LogAuthenticator;
import io.unbroken.tracking.authentication.PublishedProfiles;
import io.unbroken.tracking.authentication.RegisteredKeys;
import io.unbroken.tracking.authentication.StatementFollower;
import io.unbroken.tracking.log.KafkaBoundedLog;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Changes;
import io.unbroken.tracking.recorder.HistoryModel;
import io.unbroken.tracking.recorder.Recorder;
import io.unbroken.tracking.recorder.RememberingAuthenticator;
import io.unbroken.tracking.recorder.Renewal;
import io.unbroken.tracking.status.KafkaStatusLog;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.MongoNamespaces;
import io.unbroken.tracking.store.Namespaces;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Store;
import io.unbroken.tracking.store.StoreClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The broker, the registry and the store, as a rebuild uses them.
final class Connections implements AutoCloseable {

    private static final Duration LONGEST_STORE_WAIT = Duration.ofSeconds(30);

    /// Ten times as many as a recorder in force takes, who has to be done soon: a journey with many of its events in one batch is derived
    /// once. Some 15 MB for each thread.
    private static final int MOST_RECORDS = 10_000;

    /// So that a poll finds so many in the partitions of four topics.
    private static final int MOST_BYTES_OF_A_PARTITION = 4 * 1024 * 1024;

    private final Function<String, String> settings;
    private final Brokers brokers;
    private final InstantSource clock;
    private final MongoClient client;
    private final SchemaRegistryClient registry;
    private final RegisteredKeys keys;
    private final RegistrySchemas schemas;
    private final GoodSignatures signatures = GoodSignatures.room(GoodSignatures.DEFAULT_PLACES);
    private final PublishedProfiles profiles;
    private final List<StatementFollower> followers;

    /// @param settings the value of each environment variable of tracking
    /// @param brokers as tracking speaks with them
    Connections(Function<String, String> settings, Brokers brokers, InstantSource clock) {
        this.settings = settings;
        this.brokers = brokers;
        this.clock = clock;
        this.client = StoreClients.of(settings.apply("UNBROKEN_MONGODB"), LONGEST_STORE_WAIT);
        this.registry = RegistrySchemas.client(settings.apply("UNBROKEN_REGISTRY"), Map.of());
        this.schemas = new RegistrySchemas(registry);
        this.keys =
                new RegisteredKeys(
                        new RegistrationReader(
                                schemas,
                                PublicKeyFile.load(
                                        Path.of(settings.apply("UNBROKEN_TRUST_ROOT")))));
        this.profiles = new PublishedProfiles(keys, new ProfileReader(schemas));
        this.followers =
                List.of(
                        StatementFollower.of(keys, this::consumer),
                        StatementFollower.of(profiles, this::consumer));
        followers.forEach(StatementFollower::start);
    }

    Namespaces namespaces() {
        return new MongoNamespaces(
                StoreClients.database(client, settings.apply("UNBROKEN_MONGODB")));
    }

    /// Recorders in so many threads; partition n of each topic is in the same one, so that the events of a journey meet.
    Crew crew(Set<LogPartition> partitions, Store store, int threads, Consumer<String> trouble) {
        Map<Integer, Set<LogPartition>> shares =
                partitions.stream()
                        .collect(
                                Collectors.groupingBy(
                                        partition -> partition.partition() % threads,
                                        Collectors.toSet()));
        var lanes = new ArrayList<Lane>();
        for (Set<LogPartition> share : shares.values()) {
            var log = new KafkaBoundedLog(consumer(), share);
            lanes.add(
                    new Lane(
                            log,
                            new Recorder(
                                    log,
                                    store,
                                    authenticator(),
                                    new HistoryModel(),
                                    _ -> {},
                                    new Unheard(),
                                    clock,
                                    TopicCatalogue.TELEMETRY.name())));
        }
        return new ThreadedCrew(lanes, trouble);
    }

    /// Publishes statuses as the recorders in force do.
    void announce(Store store, Collection<io.unbroken.custody.identity.CoiId> journeys) {
        try (var producer = producer()) {
            new Renewal(
                            store,
                            authenticator(),
                            new HistoryModel(),
                            new KafkaStatusLog(producer, new StatusWriter(registry)),
                            clock)
                    .of(journeys);
        }
    }

    Map<LogPartition, Long> ends() {
        try (var consumer = consumer()) {
            List<TopicPartition> places =
                    topics().flatMap(topic -> consumer.partitionsFor(topic).stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            var ends = new HashMap<LogPartition, Long>();
            consumer.endOffsets(places)
                    .forEach((place, end) ->
                            ends.put(new LogPartition(place.topic(), place.partition()), end));
            return ends;
        }
    }

    org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                brokers.client(
                        Map.of(
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                MOST_RECORDS,
                                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                                MOST_BYTES_OF_A_PARTITION,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                false,
                                // A place that the log no longer has is an alarm, never a skip.
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "none")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                brokers.client(
                        Map.of(
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                true)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private RememberingAuthenticator authenticator() {
        return new RememberingAuthenticator(
                new LogAuthenticator(
                        keys,
                        profiles,
                        new EventReader(schemas, signatures),
                        new TelemetryReader(schemas, signatures)));
    }

    private static Stream<String> topics() {
        return Stream.concat(
                Stream.of(io.unbroken.custody.event.PartyKind.values())
                        .map(kind -> TopicCatalogue.events(kind).name()),
                Stream.of(TopicCatalogue.TELEMETRY.name()));
    }

    @Override
    public void close() {
        followers.forEach(StatementFollower::stop);
        client.close();
        try {
            registry.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Unheard implements Changes {
        @Override
        public void journeys(Collection<ListedJourney> written) {}

        @Override
        public void applied(List<LogRecord> records, Collection<QuarantinedRecord> quarantined) {}
    }
}
