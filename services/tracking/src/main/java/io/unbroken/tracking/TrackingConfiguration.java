package io.unbroken.tracking;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.unbroken.custody.identity.Identifier;
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
import io.unbroken.tracking.feed.Feed;
import io.unbroken.tracking.place.Places;
import io.unbroken.tracking.rebuild.UntoldSwitch;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Changes;
import io.unbroken.tracking.recorder.HistoryModel;
import io.unbroken.tracking.recorder.Model;
import io.unbroken.tracking.recorder.RecorderThreads;
import io.unbroken.tracking.recorder.RememberingAuthenticator;
import io.unbroken.tracking.recorder.Renewal;
import io.unbroken.tracking.recorder.StatusLog;
import io.unbroken.tracking.recorder.TimedModel;
import io.unbroken.tracking.security.SeenJourneys;
import io.unbroken.tracking.settings.PlaceProperties;
import io.unbroken.tracking.settings.TrackingProperties;
import io.unbroken.tracking.status.KafkaStatusLog;
import io.unbroken.tracking.store.CurrentNamespace;
import io.unbroken.tracking.store.CurrentStore;
import io.unbroken.tracking.store.JourneyList;
import io.unbroken.tracking.store.MongoNamespaces;
import io.unbroken.tracking.store.Namespaces;
import io.unbroken.tracking.store.PinnedStore;
import io.unbroken.tracking.store.Store;
import io.unbroken.tracking.store.StoreClients;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// Puts tracking together. Nothing here waits for anything: what is away at the start is waited for by whoever needs it.
@Configuration(proxyBeanMethods = false)
class TrackingConfiguration {

    /// Longer than the slowest honest bulk of a busy store, short enough to notice an outage.
    private static final Duration LONGEST_STORE_WAIT = Duration.ofSeconds(10);

    /// A rebuild that died after its switch is rare, and nobody waits for it at a screen.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "close")
    MongoClient storeClient(TrackingProperties properties) {
        return StoreClients.of(properties.mongodb(), LONGEST_STORE_WAIT);
    }

    @Bean
    MongoDatabase database(MongoClient storeClient, TrackingProperties properties) {
        return StoreClients.database(storeClient, properties.mongodb());
    }

    @Bean
    Namespaces namespaces(MongoDatabase database) {
        return new MongoNamespaces(database);
    }

    @Bean
    CurrentNamespace currentNamespace(Namespaces namespaces, InstantSource clock) {
        return new CurrentNamespace(namespaces, clock);
    }

    /// For reads; each recorder has its own.
    @Bean
    Store store(Namespaces namespaces, CurrentNamespace current) {
        return new CurrentStore(namespaces, current);
    }

    @Bean
    JourneyList journeyList(MongoDatabase database, CurrentNamespace current) {
        return new JourneyList(database, current);
    }

    @Bean
    SeenJourneys seenJourneys(JourneyList list, Store store) {
        return new SeenJourneys(list, store);
    }

    @Bean
    Places places(PlaceProperties properties) {
        return new Places(properties.file());
    }

    @Bean(destroyMethod = "close")
    SchemaRegistryClient registry(TrackingProperties properties) {
        return RegistrySchemas.client(properties.registry(), Map.of());
    }

    @Bean
    RegistrySchemas writerSchemas(SchemaRegistryClient registry) {
        return new RegistrySchemas(registry);
    }

    @Bean
    RegisteredKeys registeredKeys(RegistrySchemas schemas, TrackingProperties properties) {
        return new RegisteredKeys(
                new RegistrationReader(
                        schemas, PublicKeyFile.load(Path.of(properties.trustRoot()))));
    }

    @Bean
    PublishedProfiles publishedProfiles(RegisteredKeys keys, RegistrySchemas schemas) {
        return new PublishedProfiles(keys, new ProfileReader(schemas));
    }

    @Bean
    Authenticator authenticator(
            RegisteredKeys keys, PublishedProfiles profiles, RegistrySchemas schemas) {
        GoodSignatures signatures = GoodSignatures.room(GoodSignatures.DEFAULT_PLACES);
        return new LogAuthenticator(
                keys,
                profiles,
                new EventReader(schemas, signatures),
                new TelemetryReader(schemas, signatures));
    }

    @Bean
    Model model(MeterRegistry meters) {
        return new TimedModel(new HistoryModel(), meters);
    }

    @Bean
    Feed feed(MeterRegistry meters) {
        var feed = new Feed(UUID.randomUUID().toString().substring(0, 8));
        meters.gauge("unbroken.feed.listeners", feed, Feed::listeners);
        return feed;
    }

    @Bean
    KafkaClients kafkaClients(TrackingProperties properties, MeterRegistry meters) {
        return new KafkaClients(properties.brokers(), meters);
    }

    @Bean
    StatusLog statusLog(KafkaClients clients, SchemaRegistryClient registry) {
        return new KafkaStatusLog(clients.producer(), new StatusWriter(registry));
    }

    @Bean
    RecorderThreads recorderThreads(
            TrackingProperties properties,
            KafkaClients clients,
            Namespaces namespaces,
            Authenticator authenticator,
            Model model,
            StatusLog status,
            Changes changes,
            InstantSource clock) {
        return new RecorderThreads(
                properties.threads(),
                clients::reader,
                reader ->
                        new io.unbroken.tracking.recorder.Recorder(
                                reader,
                                new PinnedStore(namespaces),
                                new RememberingAuthenticator(authenticator),
                                model,
                                status,
                                changes,
                                clock,
                                io.unbroken.schemas.catalogue.TopicCatalogue.TELEMETRY.name()));
    }

    @Bean
    UntoldSwitch untoldSwitch(
            Namespaces namespaces,
            Authenticator authenticator,
            Model model,
            StatusLog status,
            InstantSource clock) {
        return new UntoldSwitch(
                namespaces,
                (store, journeys) ->
                        new Renewal(
                                        store,
                                        new RememberingAuthenticator(authenticator),
                                        model,
                                        status,
                                        clock)
                                .of(journeys),
                clock);
    }

    @Bean
    SmartLifecycle recording(
            RegisteredKeys keys,
            PublishedProfiles profiles,
            KafkaClients clients,
            RecorderThreads recorders,
            UntoldSwitch untold,
            Feed feed) {
        return new Recording(
                List.of(
                        StatementFollower.of(keys, clients::statements),
                        StatementFollower.of(profiles, clients::statements)),
                recorders,
                untold,
                feed);
    }

    /// Identifiers are texts in JSON too.
    @Bean
    JsonMapperBuilderCustomizer identifiersAsText() {
        return builder ->
                builder.addModule(
                        new SimpleModule("identifiers")
                                .addSerializer(Identifier.class, ToStringSerializer.instance));
    }

    /// Recording starts last and stops first, so that nobody listens to a service that no longer records.
    private static final class Recording implements SmartLifecycle {

        private final List<StatementFollower> statements;
        private final RecorderThreads recorders;
        private final UntoldSwitch untold;
        private final ScheduledExecutorService looks =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("untold-switch").factory());
        private final Feed feed;
        private volatile boolean running;

        Recording(
                List<StatementFollower> statements,
                RecorderThreads recorders,
                UntoldSwitch untold,
                Feed feed) {
            this.statements = statements;
            this.recorders = recorders;
            this.untold = untold;
            this.feed = feed;
        }

        @Override
        public void start() {
            running = true;
            statements.forEach(StatementFollower::start);
            recorders.start();
            // A look reports its own failures; nobody waits for its end.
            var _ =
                    looks.scheduleWithFixedDelay(
                            untold::look,
                            BETWEEN_LOOKS.toSeconds(),
                            BETWEEN_LOOKS.toSeconds(),
                            TimeUnit.SECONDS);
        }

        @Override
        public void stop() {
            looks.shutdownNow();
            recorders.stop();
            statements.forEach(StatementFollower::stop);
            feed.close();
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
