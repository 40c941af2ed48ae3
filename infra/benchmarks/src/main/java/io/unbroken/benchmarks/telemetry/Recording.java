package io.unbroken.benchmarks.telemetry;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import io.unbroken.benchmarks.ingest.Course;
import io.unbroken.benchmarks.ingest.Ingest;
import io.unbroken.benchmarks.ingest.IngestBenchmark;
import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Changes;
import io.unbroken.tracking.store.MongoStore;
import io.unbroken.tracking.store.Store;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/// A fleet recorded into an empty database, which goes afterwards: the journeys, untimed, and then their readings.
final class Recording {

    static final List<String> READINGS = List.of(TopicCatalogue.TELEMETRY.name());

    private final Stand stand;
    private final Fleet fleet;

    Recording(Stand stand, Fleet fleet) {
        this.stand = stand;
        this.fleet = fleet;
    }

    Course run() {
        return into(settings(), this::readings);
    }

    /// The same, where somebody hears all commands.
    void heardBy(CommandListener listener) {
        var _ = into(settings().addCommandListener(listener), this::readings);
    }

    /// The same, where somebody is told of each batch of readings.
    void toldTo(Changes changes) {
        var _ =
                into(
                        settings(),
                        (store, authenticator) ->
                                new Ingest(stand, READINGS)
                                        .run(store, authenticator, changes, fleet.blocks()));
    }

    private Course into(
            MongoClientSettings.Builder settings,
            BiFunction<Store, Authenticator, Course> readings) {
        try (MongoClient client = MongoClients.create(settings.build())) {
            MongoDatabase database = client.getDatabase("bench-" + UUID.randomUUID());
            var store = new MongoStore(database);
            Authenticator authenticator = IngestBenchmark.fresh(stand);
            new Ingest(stand, IngestBenchmark.EVENT_TOPICS)
                    .run(store, authenticator, fleet.events());
            Course course = readings.apply(store, authenticator);
            database.drop();
            return course;
        }
    }

    private Course readings(Store store, Authenticator authenticator) {
        return new Ingest(stand, READINGS).course(store, authenticator, fleet.blocks());
    }

    private MongoClientSettings.Builder settings() {
        return MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(stand.addresses().mongodb()));
    }
}
