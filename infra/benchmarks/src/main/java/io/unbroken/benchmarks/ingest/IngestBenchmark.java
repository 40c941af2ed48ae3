package io.unbroken.benchmarks.ingest;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.unbroken.benchmarks.figures.Figure;
import io.unbroken.benchmarks.figures.Goal;
import io.unbroken.benchmarks.figures.Rounds;
import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.GoodSignatures;
import io.unbroken.schemas.wire.EventReader;
import io.unbroken.schemas.wire.RegistrySchemas;
import io.unbroken.schemas.wire.TelemetryReader;
import io.unbroken.tracking.authentication.LogAuthenticator;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Authenticator.Outcome;
import io.unbroken.tracking.store.MongoStore;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.bson.RawBsonDocument;

/// The recorder beside `L = 1/(1/poll + 1/verify + 1/bulk)`: what one thread could do if it did nothing but poll, verify and write,
/// measured by three small programs on the same records.
public final class IngestBenchmark {

    /// Where the parties' events are.
    public static final List<String> EVENT_TOPICS =
            Arrays.stream(PartyKind.values())
                    .map(kind -> TopicCatalogue.events(kind).name())
                    .toList();

    private final Stand stand;
    private final Kind kind;
    private final Ingest ingest;
    private final Backlog backlog;
    private final Authenticator once;

    public IngestBenchmark(Stand stand, Kind kind) {
        this.stand = stand;
        this.kind = kind;
        this.ingest = new Ingest(stand, kind.topics);
        this.backlog = new Backlog(stand, kind.topics);
        this.once = authenticator(stand);
    }

    /// What is measured.
    ///
    /// @param name the beginning of the figures' names
    /// @param noun what a record is, in the plural
    /// @param topics where the records are
    /// @param collection where the store has what is made of them
    /// @param read how one is authenticated
    /// @param share of L that is the goal
    public record Kind(
            String name,
            String noun,
            List<String> topics,
            String collection,
            BiFunction<Authenticator, LogRecord, Outcome<?>> read,
            double share,
            Floor floor) {}

    /// The goal with the store in memory.
    ///
    /// @param perRecord how many of the noun are in a record
    public record Floor(String noun, int perRecord, double perSecond) {}

    /// One that remembers nothing, so that each run verifies.
    public static Authenticator authenticator(Stand stand) {
        return authenticator(stand, GoodSignatures.none());
    }

    /// As the service has it, and has not verified anything yet.
    public static Authenticator fresh(Stand stand) {
        return authenticator(stand, GoodSignatures.room(GoodSignatures.DEFAULT_PLACES));
    }

    private static Authenticator authenticator(Stand stand, GoodSignatures signatures) {
        var schemas = new RegistrySchemas(stand.registry());
        return new LogAuthenticator(
                stand.keys(),
                stand.profiles(),
                new EventReader(schemas, signatures),
                new TelemetryReader(schemas, signatures));
    }

    /// One round to get warm, then those that count.
    public List<Figure> run(int rounds) {
        List<LogRecord> records = backlog.records();
        int count = records.size();
        WrittenDocuments written = warmUp(records);
        var measured = new Rounds();
        for (int round = 0; round < rounds; round++) {
            double polled = backlog.poll();
            double verified = Backlog.verify(records, record -> kind.read.apply(once, record));
            double wrote = again(written);
            double recorded = record(count);
            double inMemory = ingest.run(new MapStore(), fresh(stand), count);
            double limit = polled + verified + wrote;
            measured.add("poll", count / polled);
            measured.add("verify", count / verified);
            measured.add("bulk", count / wrote);
            measured.add("limit", count / limit);
            measured.add("recorded", count / recorded);
            measured.add("share", limit / recorded);
            measured.add("floor", (double) count * kind.floor.perRecord / inMemory);
        }
        return figures(measured, written);
    }

    private WrittenDocuments warmUp(List<LogRecord> records) {
        backlog.poll();
        Backlog.verify(records, record -> kind.read.apply(once, record));
        ingest.run(new MapStore(), fresh(stand), records.size());
        var written = new WrittenDocuments(kind.collection);
        var settings =
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(stand.addresses().mongodb()))
                        .addCommandListener(written)
                        .build();
        try (MongoClient client = MongoClients.create(settings)) {
            record(client, records.size());
        }
        again(written);
        return written;
    }

    private double record(int count) {
        try (MongoClient client = stand.store()) {
            return record(client, count);
        }
    }

    /// Into an empty database, which goes afterwards.
    private double record(MongoClient client, int count) {
        var database = client.getDatabase("bench-" + UUID.randomUUID());
        double seconds = ingest.run(new MongoStore(database), fresh(stand), count);
        database.drop();
        return seconds;
    }

    private double again(WrittenDocuments written) {
        try (MongoClient client = stand.store()) {
            var database = client.getDatabase("bench-" + UUID.randomUUID());
            double seconds =
                    written.writeAgain(
                            database.getCollection(kind.collection, RawBsonDocument.class));
            database.drop();
            return seconds;
        }
    }

    private List<Figure> figures(Rounds measured, WrittenDocuments written) {
        String a = kind.name + ".";
        String noun = kind.noun;
        String rate = noun + "/s";
        return List.of(
                Figure.of(
                        a + "document",
                        "mean size of a document written, of " + noun,
                        "bytes",
                        List.of(written.meanBytes())),
                Figure.of(a + "poll", "poll alone, " + noun, rate, measured.of("poll")),
                Figure.of(a + "verify", "verify alone, " + noun, rate, measured.of("verify")),
                Figure.of(a + "bulk", "bulk write alone, " + noun, rate, measured.of("bulk")),
                Figure.of(a + "limit", "L, " + noun, rate, measured.of("limit")),
                Figure.of(
                        a + "recorded",
                        "recorded, one thread, " + noun,
                        rate,
                        measured.of("recorded")),
                Figure.of(
                        a + "share",
                        "recorded ÷ L, " + noun,
                        "×",
                        measured.of("share"),
                        new Goal.AtLeast(kind.share)),
                Figure.of(
                        a + "floor",
                        "recorded with the store in memory, " + kind.floor.noun,
                        kind.floor.noun + "/s",
                        measured.of("floor"),
                        new Goal.AtLeast(kind.floor.perSecond)));
    }
}
