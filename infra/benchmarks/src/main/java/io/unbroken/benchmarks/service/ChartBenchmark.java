package io.unbroken.benchmarks.service;

import com.mongodb.client.MongoClient;
import io.unbroken.benchmarks.data.Measurements;
import io.unbroken.benchmarks.data.Scribe;
import io.unbroken.benchmarks.data.Story;
import io.unbroken.benchmarks.figures.Figure;
import io.unbroken.benchmarks.figures.Goal;
import io.unbroken.benchmarks.figures.Numbers;
import io.unbroken.benchmarks.figures.Rounds;
import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.platform.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.bson.RawBsonDocument;

/// The chart of one journey with several loggers over some weeks, whole, through tracking's HTTP API.
public final class ChartBenchmark {

    private static final double LONGEST_MILLIS = 50;
    private static final double MOST_BYTES = 3;
    private static final double PERCENT = 99;
    private static final double HALF = 50;
    private static final int HOURS_OF_A_DAY = 24;

    /// What the page asks for.
    private static final int POINTS = 600;

    private static final int WARM_UP = 100;

    /// No other story of this stand has the number.
    private static final int NUMBER = 800_000;

    /// The hour in which the cells are packed is the third.
    private static final int FIRST_HOUR = 4;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Stand stand;
    private final int loggers;
    private final int days;
    private final int reads;

    /// @param reads of a round
    public ChartBenchmark(Stand stand, int loggers, int days, int reads) {
        this.stand = stand;
        this.loggers = loggers;
        this.days = days;
        this.reads = reads;
    }

    /// Tracking must run already.
    public List<Figure> run(int rounds) {
        write();
        String journey =
                stand.addresses().ports().http(Part.TRACKING)
                        + "/api/journeys/"
                        + new Story(NUMBER).coi();
        try (var caller =
                Caller.signedIn(
                        stand.addresses().issuer(),
                        "operations",
                        stand.secrets().demoUserSecret())) {
            awaitReadings(caller, journey);
            String chart = journey + "/temperature?points=" + POINTS;
            round(caller, chart, WARM_UP);
            var measured = new Rounds();
            for (int round = 0; round < rounds; round++) {
                List<Double> millis = round(caller, chart, reads);
                measured.add("p99", Numbers.percentile(millis, PERCENT));
                measured.add("p50", Numbers.percentile(millis, HALF));
            }
            return List.of(
                    Figure.of(
                            "bytesPerSample",
                            "documents of days ÷ samples, one a minute",
                            "bytes",
                            List.of(bytesPerSample()),
                            new Goal.AtMost(MOST_BYTES)),
                    Figure.of(
                            "chartP99Millis",
                            "chart of %d loggers over %d days, p99".formatted(loggers, days),
                            "ms",
                            measured.of("p99"),
                            new Goal.AtMost(LONGEST_MILLIS)),
                    Figure.of(
                            "chartP50Millis",
                            "the same, p50: says more than p99 where the machine does other things too",
                            "ms",
                            measured.of("p50")));
        }
    }

    /// The store has the days of this journey's loggers and no others.
    private double bytesPerSample() {
        try (MongoClient client = stand.store()) {
            long bytes = 0;
            for (RawBsonDocument day :
                    client.getDatabase("tracking")
                            .getCollection("telemetry", RawBsonDocument.class)
                            .find()) {
                bytes += day.getByteBuffer().remaining();
            }
            return (double) bytes / samples();
        }
    }

    private int samples() {
        return loggers * days * HOURS_OF_A_DAY * Measurements.SAMPLES;
    }

    private void write() {
        try (var scribe = new Scribe(stand)) {
            new Story(NUMBER).packed(loggers).forEach(scribe::say);
            for (int hour = FIRST_HOUR; hour < FIRST_HOUR + days * HOURS_OF_A_DAY; hour++) {
                for (int logger = 0; logger < loggers; logger++) {
                    scribe.measure(Measurements.likely(NUMBER + logger, hour));
                }
            }
            scribe.finish();
        }
    }

    private void awaitReadings(Caller caller, String journey) {
        for (long began = System.nanoTime(); System.nanoTime() - began < LONGEST_WAIT.toNanos(); ) {
            int samples =
                    caller.find(journey)
                            .map(found -> found.at("/counts/samples").asInt(0))
                            .orElse(0);
            if (samples == samples()) {
                return;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        throw new IllegalStateException("expected all readings in " + LONGEST_WAIT);
    }

    private static List<Double> round(Caller caller, String url, int count) {
        var millis = new ArrayList<Double>();
        for (int i = 0; i < count; i++) {
            long began = System.nanoTime();
            caller.get(url);
            millis.add((System.nanoTime() - began) / 1e6);
        }
        return millis;
    }
}
