package io.unbroken.benchmarks.telemetry;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.unbroken.benchmarks.data.Measurements;
import io.unbroken.benchmarks.data.Scribe;
import io.unbroken.benchmarks.data.Story;
import io.unbroken.benchmarks.figures.Curve;
import io.unbroken.benchmarks.figures.Goal;
import io.unbroken.benchmarks.figures.Numbers;
import io.unbroken.benchmarks.figures.Result;
import io.unbroken.benchmarks.ingest.Ingest;
import io.unbroken.benchmarks.ingest.IngestBenchmark;
import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.store.MongoStore;
import io.unbroken.tracking.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What the next batch of a logger costs when its journey has so many days of readings already.
public final class HistoryBenchmark {

    /// The first batches of a day, each of a round of its own: the day's document is as small at each length.
    private static final int ROUNDS = 5;

    private static final int HOURS_OF_A_DAY = 24;

    /// Batches of the first day that nobody times, one after the other as those that count.
    private static final int WARM_UP = 12;

    /// The hour in which the cells are packed is the third.
    private static final int FIRST_HOUR = 4;

    /// Ordered, enrolled, collected, packed with the logger.
    private static final int EVENTS = 4;

    /// The rounds of one length differ by as much.
    private static final double MOST_GROWTH = 1.2;

    private static final double MILLIS = 1_000;

    private final Stand stand;
    private final Authenticator authenticator;
    private final int loggers;
    private final List<Integer> days;

    /// @param stand with nothing on its log
    /// @param loggers each with a journey of its own
    /// @param days lengths of history, ascending
    public HistoryBenchmark(Stand stand, int loggers, List<Integer> days) {
        this.stand = stand;
        this.authenticator = IngestBenchmark.fresh(stand);
        this.loggers = loggers;
        this.days = List.copyOf(days);
    }

    /// Lets histories grow, untimed, and times the next batches at each length.
    public Result run() {
        var points = new ArrayList<Curve.Point>();
        try (var scribe = new Scribe(stand);
                MongoClient client = stand.store()) {
            MongoDatabase database = client.getDatabase("bench-" + UUID.randomUUID());
            var store = new MongoStore(database);
            pack(scribe, store);
            int hour = FIRST_HOUR;
            for (; hour < FIRST_HOUR + WARM_UP; hour++) {
                record(scribe, store, hour, hour + 1);
            }
            for (int length : days) {
                int until = FIRST_HOUR + length * HOURS_OF_A_DAY;
                record(scribe, store, hour, until);
                var millis = new ArrayList<Double>();
                for (hour = until; hour < until + ROUNDS; hour++) {
                    millis.add(record(scribe, store, hour, hour + 1) / loggers * MILLIS);
                }
                points.add(new Curve.Point(length, Numbers.median(millis)));
            }
            database.drop();
        }
        var curve =
                new Curve(
                        "history",
                        "cost of a batch by the length of its history",
                        "days",
                        "ms",
                        points);
        return Result.flat(curve, "historyGrowth", new Goal.AtMost(MOST_GROWTH));
    }

    private void pack(Scribe scribe, Store store) {
        for (int logger = 0; logger < loggers; logger++) {
            new Story(logger).first(EVENTS).forEach(scribe::say);
        }
        scribe.finish();
        new Ingest(stand, IngestBenchmark.EVENT_TOPICS)
                .run(store, authenticator, (long) loggers * EVENTS);
    }

    /// @return seconds
    private double record(Scribe scribe, Store store, int fromHour, int toHour) {
        for (int hour = fromHour; hour < toHour; hour++) {
            for (int logger = 0; logger < loggers; logger++) {
                scribe.measure(Measurements.likely(logger, hour));
            }
        }
        scribe.finish();
        return new Ingest(stand, Recording.READINGS)
                .run(store, authenticator, (long) loggers * (toHour - fromHour));
    }
}
