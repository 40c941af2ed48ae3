package io.unbroken.tracking;

import com.mongodb.client.MongoDatabase;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.wire.RegistrySchemas;
import io.unbroken.schemas.wire.StatusReader;
import io.unbroken.tracking.alert.Acknowledgements;
import io.unbroken.tracking.alert.AlertChannel;
import io.unbroken.tracking.alert.AlertFollower;
import io.unbroken.tracking.alert.AlertStore;
import io.unbroken.tracking.alert.AlertWatch;
import io.unbroken.tracking.alert.AlertWriter;
import io.unbroken.tracking.alert.LastReadings;
import io.unbroken.tracking.alert.SeenAlerts;
import io.unbroken.tracking.alert.StoredReadings;
import io.unbroken.tracking.security.SeenJourneys;
import io.unbroken.tracking.settings.AlertProperties;
import io.unbroken.tracking.store.Store;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the alerts together.
@Configuration(proxyBeanMethods = false)
class AlertConfiguration {

    @Bean
    AlertStore alertStore(MongoDatabase database) {
        return new AlertStore(database);
    }

    @Bean
    Acknowledgements acknowledgements(
            MongoDatabase database, AlertStore alerts, InstantSource clock) {
        return new Acknowledgements(database, alerts, clock);
    }

    @Bean
    SeenAlerts seenAlerts(AlertStore alerts, SeenJourneys journeys) {
        return new SeenAlerts(alerts, journeys);
    }

    /// A journey is not written anew with each reading, but its loggers are.
    @Bean
    LastReadings lastReadings(Store store) {
        return new StoredReadings(store);
    }

    @Bean
    AlertWriter alertWriter(
            Store store,
            AlertStore alerts,
            LastReadings readings,
            List<AlertChannel> channels,
            AlertProperties properties,
            InstantSource clock) {
        return new AlertWriter(store, alerts, readings, channels, properties.silence(), clock);
    }

    @Bean
    SmartLifecycle alerting(
            AlertWriter writer,
            AlertStore alerts,
            KafkaClients clients,
            RegistrySchemas schemas,
            InstantSource clock) {
        return new Alerting(
                new AlertFollower(
                        writer,
                        new StatusReader(schemas),
                        clients::alerts,
                        TopicCatalogue.STATUS.name(),
                        clock),
                new AlertWatch(writer, alerts, clock));
    }

    private static final class Alerting implements SmartLifecycle {

        private final AlertFollower follower;
        private final AlertWatch watch;
        private volatile boolean running;

        Alerting(AlertFollower follower, AlertWatch watch) {
            this.follower = follower;
            this.watch = watch;
        }

        @Override
        public void start() {
            running = true;
            follower.start();
            watch.start();
        }

        @Override
        public void stop() {
            watch.stop();
            follower.stop();
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
