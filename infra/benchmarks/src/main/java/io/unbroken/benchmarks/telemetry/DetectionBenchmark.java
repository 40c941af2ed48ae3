package io.unbroken.benchmarks.telemetry;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.unbroken.benchmarks.data.Measurements;
import io.unbroken.benchmarks.data.Scribe;
import io.unbroken.benchmarks.data.Story;
import io.unbroken.benchmarks.figures.Figure;
import io.unbroken.benchmarks.figures.Goal;
import io.unbroken.benchmarks.figures.Numbers;
import io.unbroken.benchmarks.ingest.Ingest;
import io.unbroken.benchmarks.ingest.IngestBenchmark;
import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Changes;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.MongoStore;
import io.unbroken.tracking.store.QuarantinedRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// From the sending of readings that are too warm to the moment at which feeds and alerts are told of the excursion, while all other
/// loggers send at a rate. Recorded on one thread.
public final class DetectionBenchmark {

    private static final double LONGEST_MILLIS = 1_000;
    private static final double PERCENT = 99;

    /// One of so many blocks is too warm.
    private static final int WARM_ONE_OF = 50;

    /// The hour in which the cells are packed is the fourth.
    private static final int FIRST_HOUR = 4;

    private final Stand stand;
    private final Fleet fleet;

    /// @param fleet what is on the log of the stand already
    public DetectionBenchmark(Stand stand, Fleet fleet) {
        this.stand = stand;
        this.fleet = fleet;
    }

    /// Lets all loggers send their next hour.
    ///
    /// @param samplesPerSecond at which rate
    public List<Figure> run(double samplesPerSecond) {
        var heard = new Heard();
        try (MongoClient client = stand.store()) {
            MongoDatabase database = client.getDatabase("bench-" + UUID.randomUUID());
            var store = new MongoStore(database);
            var authenticator = IngestBenchmark.fresh(stand);
            new Ingest(stand, IngestBenchmark.EVENT_TOPICS)
                    .run(store, authenticator, fleet.events());
            var readings = new Ingest(stand, List.of(TopicCatalogue.TELEMETRY.name()));
            readings.run(store, authenticator, fleet.blocks());
            double blocksPerSecond = samplesPerSecond / Measurements.SAMPLES;
            CompletableFuture<Void> sending =
                    CompletableFuture.runAsync(() -> send(blocksPerSecond, heard));
            readings.run(store, authenticator, heard, fleet.loggers());
            sending.join();
            database.drop();
        }
        return List.of(
                Figure.of(
                        "detectionP99Millis",
                        "from sending to the told excursion, p99 at %,.0f samples/s"
                                .formatted(samplesPerSecond),
                        "ms",
                        List.of(Numbers.percentile(heard.millis(), PERCENT)),
                        new Goal.AtMost(LONGEST_MILLIS)));
    }

    private void send(double blocksPerSecond, Heard heard) {
        try (var scribe = new Scribe(stand)) {
            long began = System.nanoTime();
            for (int logger = 0; logger < fleet.loggers(); logger++) {
                long due = began + (long) (logger / blocksPerSecond * 1e9);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                int hour = FIRST_HOUR + fleet.hours();
                if (logger % WARM_ONE_OF == 0) {
                    heard.sent.put(new Story(logger).coi(), System.nanoTime());
                    scribe.measure(Measurements.warm(logger, hour));
                } else {
                    scribe.measure(Measurements.likely(logger, hour));
                }
            }
            scribe.finish();
        }
    }

    private static final class Heard implements Changes {

        private final Map<CoiId, Long> sent = new ConcurrentHashMap<>();
        private final Map<CoiId, Double> millis = new ConcurrentHashMap<>();

        List<Double> millis() {
            if (millis.isEmpty() || !millis.keySet().equals(sent.keySet())) {
                throw new IllegalStateException(
                        "expected %d excursions to be told, heard of %d"
                                .formatted(sent.size(), millis.size()));
            }
            return new ArrayList<>(millis.values());
        }

        @Override
        public void journeys(Collection<ListedJourney> written) {
            for (ListedJourney journey : written) {
                Long began = sent.get(journey.coi());
                if (began != null && journey.summary().findings().contains(FindingCode.EXCURSION)) {
                    millis.putIfAbsent(journey.coi(), (System.nanoTime() - began) / 1e6);
                }
            }
        }

        @Override
        public void applied(List<LogRecord> records, Collection<QuarantinedRecord> quarantined) {}
    }
}
