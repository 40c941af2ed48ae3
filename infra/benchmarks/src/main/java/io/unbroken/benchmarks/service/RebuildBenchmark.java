package io.unbroken.benchmarks.service;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import io.unbroken.benchmarks.data.Scribe;
import io.unbroken.benchmarks.data.Story;
import io.unbroken.benchmarks.figures.Figure;
import io.unbroken.benchmarks.figures.Goal;
import io.unbroken.benchmarks.figures.Rounds;
import io.unbroken.benchmarks.ingest.Backlog;
import io.unbroken.benchmarks.stand.Stand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;

/// The rebuild of everything beside the recording of the same events as they came, both by the real processes.
public final class RebuildBenchmark {

    private static final double LEAST_RATIO = 2;

    /// As many as a journey has after some days.
    private static final int EVENTS = 12;

    /// No other story of this stand has these numbers.
    private static final int FIRST_STORY = 700_000;

    private static final Duration LOOK = Duration.ofMillis(10);

    /// Some 40 events a second: what takes longer is a fault.
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /// The last line of the rebuild.
    private static final Pattern DONE =
            Pattern.compile("([\\d,]+) records in \\d+ s \\(([\\d,]+)/s\\)");

    private final Stand stand;
    private final Backlog backlog;
    private final int journeys;

    /// @param topics all that tracking records
    /// @param journeys that are recorded live and rebuilt
    public RebuildBenchmark(Stand stand, List<String> topics, int journeys) {
        this.stand = stand;
        this.backlog = new Backlog(stand, topics);
        this.journeys = journeys;
    }

    /// Tracking must run already; the log may hold what other benchmarks wrote.
    public List<Figure> run(int rounds) {
        double live = live();
        var measured = new Rounds();
        for (int round = 0; round < rounds; round++) {
            double rebuilt = rebuild();
            measured.add("rate", rebuilt);
            measured.add("ratio", rebuilt / live);
        }
        return List.of(
                Figure.of(
                        "rebuild.live",
                        "recorded by the running service, as it comes",
                        "events/s",
                        List.of(live)),
                Figure.of(
                        "rebuild.rate",
                        "rebuilt, with comparison and switch",
                        "records/s",
                        measured.of("rate")),
                Figure.of(
                        "rebuild.ratio",
                        "rebuilt ÷ recorded live",
                        "×",
                        measured.of("ratio"),
                        new Goal.AtLeast(LEAST_RATIO)));
    }

    /// Events that come as fast as the broker takes them, one of each journey in turn.
    private double live() {
        try (var scribe = new Scribe(stand);
                MongoClient client = stand.store()) {
            MongoCollection<Document> progress =
                    client.getDatabase("tracking").getCollection("progress");
            var stories = new ArrayList<List<Story.Told>>();
            for (int i = 0; i < journeys; i++) {
                stories.add(new Story(FIRST_STORY + i).first(EVENTS));
            }
            long before = backlog.count();
            await(progress, before);
            long expected = before + (long) journeys * EVENTS;
            long began = System.nanoTime();
            for (int event = 0; event < EVENTS; event++) {
                for (List<Story.Told> story : stories) {
                    scribe.say(story.get(event));
                }
            }
            scribe.finish();
            await(progress, expected);
            return journeys * EVENTS / ((System.nanoTime() - began) / 1e9);
        }
    }

    private static void await(MongoCollection<Document> progress, long expected) {
        long began = System.nanoTime();
        while (recorded(progress) < expected) {
            if (System.nanoTime() - began > LONGEST_WAIT.toNanos()) {
                throw new IllegalStateException(
                        "expected %,d records within %s, found %,d"
                                .formatted(expected, LONGEST_WAIT, recorded(progress)));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static long recorded(MongoCollection<Document> progress) {
        long recorded = 0;
        for (Document partition : progress.find()) {
            recorded += partition.getLong("next");
        }
        return recorded;
    }

    private double rebuild() {
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dlogback.configurationFile=audit-logback.xml",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.unbroken.tracking.TrackingApplication",
                                "rebuild")
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(stand.trackingEnvironment());
        try {
            Process process = builder.start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher done = DONE.matcher(said);
            if (process.waitFor() != 0 || !done.find()) {
                throw new IllegalStateException("expected the rebuild to switch, found " + said);
            }
            return Double.parseDouble(done.group(2).replace(",", ""));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
