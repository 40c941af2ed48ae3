package io.unbroken.benchmarks.baseline;

import com.mongodb.client.MongoClient;
import io.unbroken.benchmarks.figures.Figure;
import io.unbroken.benchmarks.figures.Goal;
import io.unbroken.benchmarks.figures.Rounds;
import io.unbroken.benchmarks.ingest.Backlog;
import io.unbroken.benchmarks.ingest.Ingest;
import io.unbroken.benchmarks.ingest.UnsignedEvents;
import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.tracking.store.MongoStore;
import java.util.List;
import java.util.UUID;

/// The recorder with signatures off beside Kafka Streams with the same model, and beside one document an event.
public final class BaselineBenchmark {

    private static final double NOT_SLOWER = 1;

    private final Stand stand;
    private final List<String> topics;

    public BaselineBenchmark(Stand stand, List<String> topics) {
        this.stand = stand;
        this.topics = topics;
    }

    /// One round to get warm, then those that count.
    public List<Figure> run(int rounds) {
        long count = new Backlog(stand, topics).count();
        var measured = new Rounds();
        for (int round = -1; round < rounds; round++) {
            double ours = ours(count);
            double streams = new StreamsRun(stand, topics).run(count);
            double springData = new SpringDataRun(stand, topics).run(count);
            if (round >= 0) {
                measured.add("ours", count / ours);
                measured.add("streams", count / streams);
                measured.add("springData", count / springData);
                measured.add("oursToStreams", streams / ours);
                measured.add("oursToSpringData", springData / ours);
            }
        }
        return List.of(
                rate("ours", "recorded with signatures off, one thread", measured),
                rate("streams", "Kafka Streams (EOS v2, RocksDB), one thread", measured),
                rate("springData", "one document an event (Spring Data), one thread", measured),
                Figure.of(
                        "baseline.oursToStreams",
                        "recorded ÷ Kafka Streams, both without signatures",
                        "×",
                        measured.of("oursToStreams"),
                        new Goal.AtLeast(NOT_SLOWER)),
                Figure.of(
                        "baseline.oursToSpringData",
                        "recorded ÷ one document an event, both without signatures",
                        "×",
                        measured.of("oursToSpringData")));
    }

    private static Figure rate(String name, String what, Rounds measured) {
        return Figure.of("baseline." + name, what, "events/s", measured.of(name));
    }

    private double ours(long count) {
        try (MongoClient client = stand.store()) {
            var database = client.getDatabase("bench-" + UUID.randomUUID());
            double seconds =
                    new Ingest(stand, topics)
                            .run(
                                    new MongoStore(database),
                                    new UnsignedEvents(stand.registry()),
                                    count);
            database.drop();
            return seconds;
        }
    }
}
