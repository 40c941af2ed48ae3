package io.unbroken.benchmarks.telemetry;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.unbroken.benchmarks.data.Measurements;
import io.unbroken.benchmarks.figures.Figure;
import io.unbroken.benchmarks.figures.Goal;
import io.unbroken.benchmarks.figures.Rounds;
import io.unbroken.benchmarks.ingest.Backlog;
import io.unbroken.benchmarks.ingest.Ingest;
import io.unbroken.benchmarks.ingest.IngestBenchmark;
import io.unbroken.benchmarks.ingest.WrittenDocuments;
import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.store.MongoStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/// Readings from the topic to stored and judged, on one thread, beside the parts of that work and beside one document a sample.
public final class ReadingsBenchmark {

    private static final double TIMES_SPRING = 10;
    private static final double SHARE_OF_SLOWER = 0.6;
    private static final double MOST_BYTES = 3;

    private static final String BUCKETS = "telemetry";

    private static final List<String> READINGS = List.of(TopicCatalogue.TELEMETRY.name());

    private final Stand stand;
    private final Fleet fleet;
    private final int baselineBlocks;
    private final Authenticator authenticator;
    private final UnsignedReadings unsigned = new UnsignedReadings();

    /// @param baselineBlocks so many blocks are enough to time what takes longer
    public ReadingsBenchmark(Stand stand, Fleet fleet, int baselineBlocks) {
        this.stand = stand;
        this.fleet = fleet;
        this.baselineBlocks = Math.min(baselineBlocks, fleet.blocks());
        this.authenticator = IngestBenchmark.authenticator(stand);
    }

    /// One round to get warm, then those that count.
    public List<Figure> run(int rounds) {
        fleet.write(stand);
        var backlog = new Backlog(stand, READINGS);
        List<byte[]> values =
                backlog.records().stream().map(each -> each.value().orElseThrow().array()).toList();
        var written = new WrittenDocuments(BUCKETS);
        recorded(written);
        again(written);
        decode(values);
        var measured = new Rounds();
        for (int round = 0; round < rounds; round++) {
            double polled = backlog.poll() + decode(values);
            double wrote = again(written);
            Recorded recorded = recorded(null);
            double rate = fleet.samples() / recorded.seconds;
            double spring = new SamplesRun(stand).run(baselineBlocks);
            measured.add("rate", rate);
            measured.add("bytes", (double) recorded.bytes / fleet.samples());
            measured.add("decode", fleet.samples() / polled);
            measured.add("bulk", fleet.samples() / wrote);
            measured.add("share", Math.max(polled, wrote) / recorded.seconds);
            measured.add("spring", spring);
            measured.add("ratioSpring", rate / spring);
        }
        return figures(measured);
    }

    private record Recorded(double seconds, long bytes) {}

    /// Into an empty database: the journeys, untimed, and then the readings.
    private Recorded recorded(@Nullable WrittenDocuments listener) {
        var settings =
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(stand.addresses().mongodb()));
        if (listener != null) {
            settings.addCommandListener(listener);
        }
        try (MongoClient client = MongoClients.create(settings.build())) {
            MongoDatabase database = client.getDatabase("bench-" + UUID.randomUUID());
            var store = new MongoStore(database);
            new Ingest(stand, IngestBenchmark.EVENT_TOPICS)
                    .run(store, authenticator, fleet.events());
            double seconds = new Ingest(stand, READINGS).run(store, authenticator, fleet.blocks());
            long bytes = 0;
            for (RawBsonDocument bucket :
                    database.getCollection(BUCKETS, RawBsonDocument.class).find()) {
                bytes += bucket.getByteBuffer().remaining();
            }
            database.drop();
            return new Recorded(seconds, bytes);
        }
    }

    private double decode(List<byte[]> values) {
        long began = System.nanoTime();
        long samples = 0;
        for (byte[] value : values) {
            samples += unsigned.of(value).samples().size();
        }
        if (samples != fleet.samples()) {
            throw new IllegalStateException("expected all samples, found " + samples);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private double again(WrittenDocuments written) {
        try (MongoClient client = stand.store()) {
            MongoDatabase database = client.getDatabase("bench-" + UUID.randomUUID());
            double seconds =
                    written.writeAgain(database.getCollection(BUCKETS, RawBsonDocument.class));
            database.drop();
            return seconds;
        }
    }

    private List<Figure> figures(Rounds measured) {
        var figures = new ArrayList<Figure>();
        String rate = "samples/s";
        figures.add(
                Figure.of(
                        "samplesPerSecond",
                        "%,d loggers, batches of %d, stored and judged, one thread"
                                .formatted(fleet.loggers(), Measurements.SAMPLES),
                        rate,
                        measured.of("rate")));
        figures.add(
                Figure.of(
                        "springData",
                        "one document a sample (Spring Data), one thread",
                        rate,
                        measured.of("spring")));
        figures.add(
                Figure.of(
                        "ratioSpringData",
                        "stored and judged ÷ one document a sample",
                        "×",
                        measured.of("ratioSpring"),
                        new Goal.AtLeast(TIMES_SPRING)));
        figures.add(Figure.of("decode", "poll and decode alone", rate, measured.of("decode")));
        figures.add(
                Figure.of("bulk", "bulk write of the same bytes alone", rate, measured.of("bulk")));
        figures.add(
                Figure.of(
                        "shareOfLimit",
                        "stored and judged ÷ the slower of both",
                        "×",
                        measured.of("share"),
                        new Goal.AtLeast(SHARE_OF_SLOWER)));
        figures.add(
                Figure.of(
                        "bytesPerSample",
                        "bytes of a bucket's document for each sample",
                        "bytes",
                        measured.of("bytes"),
                        new Goal.AtMost(MOST_BYTES)));
        return figures;
    }
}
