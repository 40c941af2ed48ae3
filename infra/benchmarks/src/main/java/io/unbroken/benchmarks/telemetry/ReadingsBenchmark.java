package io.unbroken.benchmarks.telemetry;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.unbroken.benchmarks.connector.ConnectorRun;
import io.unbroken.benchmarks.connector.ConnectorRun.Form;
import io.unbroken.benchmarks.data.Measurements;
import io.unbroken.benchmarks.figures.Curve;
import io.unbroken.benchmarks.figures.Figure;
import io.unbroken.benchmarks.figures.Goal;
import io.unbroken.benchmarks.figures.Numbers;
import io.unbroken.benchmarks.figures.Result;
import io.unbroken.benchmarks.figures.Rounds;
import io.unbroken.benchmarks.ingest.Backlog;
import io.unbroken.benchmarks.ingest.Course;
import io.unbroken.benchmarks.ingest.WrittenDocuments;
import io.unbroken.benchmarks.stand.Stand;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.RawBsonDocument;

/// Readings from the topic to stored and judged, on one thread, beside the parts of that work and beside what others do with the same batches.
public final class ReadingsBenchmark {

    private static final double TIMES_SPRING = 10;
    private static final double TIMES_CONNECTOR = 2;
    private static final double SHARE_OF_SLOWER = 0.6;

    /// Twice the samples may cost a little more than twice as much: the machine is never quite quiet.
    private static final double MOST_GROWTH = 1.2;

    /// The first part of all samples, twice as many, and so on.
    private static final List<Integer> PARTS = List.of(8, 4, 2, 1);

    private static final double MICROS = 1e6;
    private static final String BUCKETS = "telemetry";

    private final Stand stand;
    private final Fleet fleet;
    private final int springBlocks;
    private final UnsignedReadings unsigned = new UnsignedReadings();

    /// @param springBlocks so many blocks are enough to time what takes longer
    public ReadingsBenchmark(Stand stand, Fleet fleet, int springBlocks) {
        this.stand = stand;
        this.fleet = fleet;
        this.springBlocks = Math.min(springBlocks, fleet.blocks());
    }

    /// One round to get warm, then those that count.
    public Result run(int rounds) {
        fleet.write(stand);
        var backlog = new Backlog(stand, Recording.READINGS);
        List<byte[]> values =
                backlog.records().stream().map(each -> each.value().orElseThrow().array()).toList();
        var written = new WrittenDocuments(BUCKETS);
        new Recording(stand, fleet).heardBy(written);
        again(written);
        decode(values);
        var connector = new ConnectorRun(stand);
        for (Form form : Form.values()) {
            connector.run(fleet.blocks(), form);
        }
        double springBytes = new SamplesRun(stand).documentBytes(values.getFirst());
        var measured = new Rounds();
        for (int round = 0; round < rounds; round++) {
            double polled = backlog.poll() + decode(values);
            double wrote = again(written);
            Course course = new Recording(stand, fleet).run();
            double rate = fleet.samples() / course.seconds();
            double spring = new SamplesRun(stand).run(springBlocks);
            double fields = fleet.samples() / connector.run(fleet.blocks(), Form.FIELDS);
            double bytes = fleet.samples() / connector.run(fleet.blocks(), Form.BYTES);
            measured.add("rate", rate);
            measured.add("decode", fleet.samples() / polled);
            measured.add("bulk", fleet.samples() / wrote);
            measured.add("share", Math.max(polled, wrote) / course.seconds());
            measured.add("spring", spring);
            measured.add("springBytes", springBytes);
            measured.add("ratioSpring", rate / spring);
            measured.add("fields", fields);
            measured.add("ratioFields", rate / fields);
            measured.add("bytes", bytes);
            measured.add("ratioBytes", rate / bytes);
            PARTS.forEach(part ->
                    measured.add(
                            "each" + part,
                            course.secondsEach(fleet.blocks() / part)
                                    / Measurements.SAMPLES
                                    * MICROS));
        }
        Result linear = linear(measured);
        var figures = new ArrayList<>(figures(measured));
        figures.addAll(linear.figures());
        return new Result(figures, linear.curves());
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

    private Result linear(Rounds measured) {
        var curve =
                new Curve(
                        "cost",
                        "cost of a sample by how many came",
                        "samples",
                        "µs",
                        PARTS.stream()
                                .map(part ->
                                        new Curve.Point(
                                                (double) fleet.samples() / part,
                                                Numbers.median(measured.of("each" + part))))
                                .toList());
        return Result.flat(curve, "costGrowth", new Goal.AtMost(MOST_GROWTH));
    }

    private List<Figure> figures(Rounds measured) {
        return List.of(
                rate(
                        "samplesPerSecond",
                        "%,d loggers, batches of %d, stored and judged, one thread"
                                .formatted(fleet.loggers(), Measurements.SAMPLES),
                        measured.of("rate")),
                rate(
                        "springData",
                        "one document a sample (Spring Data), one thread",
                        measured.of("spring")),
                Figure.of(
                        "springDataBytesPerSample",
                        "such a document, without any index",
                        "bytes",
                        List.of(measured.of("springBytes").getFirst())),
                ratio(
                        "ratioSpringData",
                        "stored and judged ÷ one document a sample",
                        measured.of("ratioSpring"),
                        new Goal.AtLeast(TIMES_SPRING)),
                rate(
                        "mongoConnector",
                        "one document a batch (MongoDB's connector), one task",
                        measured.of("fields")),
                ratio(
                        "ratioMongoConnector",
                        "stored and judged ÷ one document a batch",
                        measured.of("ratioFields"),
                        new Goal.AtLeast(TIMES_CONNECTOR)),
                rate(
                        "mongoConnectorBytes",
                        "the same with the batch's bytes as one field",
                        measured.of("bytes")),
                Figure.of(
                        "ratioMongoConnectorBytes",
                        "stored and judged ÷ that",
                        "×",
                        measured.of("ratioBytes")),
                rate("decode", "poll and decode alone", measured.of("decode")),
                rate("bulk", "bulk write of the same bytes alone", measured.of("bulk")),
                ratio(
                        "shareOfLimit",
                        "stored and judged ÷ the slower of both",
                        measured.of("share"),
                        new Goal.AtLeast(SHARE_OF_SLOWER)));
    }

    private static Figure rate(String name, String what, List<Double> rounds) {
        return Figure.of(name, what, "samples/s", rounds);
    }

    private static Figure ratio(String name, String what, List<Double> rounds, Goal goal) {
        return Figure.of(name, what, "×", rounds, goal);
    }
}
