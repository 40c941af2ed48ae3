package io.unbroken.benchmarks.service;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import io.unbroken.benchmarks.data.Scribe;
import io.unbroken.benchmarks.data.Story;
import io.unbroken.benchmarks.figures.Figure;
import io.unbroken.benchmarks.figures.Goal;
import io.unbroken.benchmarks.figures.Numbers;
import io.unbroken.benchmarks.figures.Rounds;
import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.platform.Part;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonString;

/// Reads of single journeys through tracking's HTTP API, with few and with many journeys in the store. The many are copies of one
/// that tracking made, each under an id of its own.
public final class ReadBenchmark {

    private static final double LONGEST_MILLIS = 15;
    private static final double MOST_GROWTH = 1.2;
    private static final double PERCENT = 99;

    /// A few megabytes at once.
    private static final int AT_ONCE = 500;

    /// After a rebuild it is another one.
    private static final Pattern JOURNEYS = Pattern.compile("journeys(_\\d+)?");

    /// No other story of this stand has the number.
    private static final int ORIGINAL = 900_000;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofMillis(20);

    /// The connections and the code get warm.
    private static final int WARM_UP = 500;

    private final Stand stand;
    private final List<Integer> sizes;
    private final int reads;
    private final SplittableRandom random = new SplittableRandom(42);

    /// @param sizes how many journeys the store has, ascending
    /// @param reads of a round
    public ReadBenchmark(Stand stand, List<Integer> sizes, int reads) {
        this.stand = stand;
        this.sizes = List.copyOf(sizes);
        this.reads = reads;
    }

    /// Tracking must run already.
    public List<Figure> run(int rounds) {
        var figures = new ArrayList<Figure>();
        var medians = new ArrayList<Double>();
        try (var caller =
                        Caller.signedIn(
                                stand.addresses().issuer(),
                                "operations",
                                stand.secrets().demoUserSecret());
                MongoClient client = stand.store()) {
            MongoDatabase database = client.getDatabase("tracking");
            var original = original(database);
            MongoCollection<BsonDocument> journeys = original.in;
            BsonDocument document = original.document;
            int stored = 0;
            for (int size : sizes) {
                for (; stored < size; stored += AT_ONCE) {
                    copy(journeys, document, stored);
                }
                List<Double> millis = measure(caller, size, rounds);
                medians.add(Numbers.median(millis));
                figures.add(
                        Figure.of(
                                "reads." + size,
                                "history read, %,d journeys, p99".formatted(size),
                                "ms",
                                millis,
                                new Goal.AtMost(LONGEST_MILLIS)));
            }
        }
        figures.add(
                Figure.of(
                        "reads.growth",
                        "history read, p99 with most ÷ with fewest journeys",
                        "×",
                        List.of(medians.getLast() / medians.getFirst()),
                        new Goal.AtMost(MOST_GROWTH)));
        return figures;
    }

    /// The smallest journey, some 6 KB, as tracking wrote it; in the collection that is in force, since nobody writes to another.
    private Original original(MongoDatabase database) {
        var story = new Story(ORIGINAL);
        try (var scribe = new Scribe(stand)) {
            story.first(1).forEach(scribe::say);
            scribe.finish();
        }
        var wanted = new BsonDocument("_id", new BsonString(story.coi().value()));
        for (long began = System.nanoTime(); System.nanoTime() - began < LONGEST_WAIT.toNanos(); ) {
            for (String name : database.listCollectionNames()) {
                if (JOURNEYS.matcher(name).matches()) {
                    var collection = database.getCollection(name, BsonDocument.class);
                    BsonDocument found = collection.find(wanted).first();
                    if (found != null) {
                        return new Original(collection, found);
                    }
                }
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        throw new IllegalStateException("expected tracking to write a journey in " + LONGEST_WAIT);
    }

    private record Original(MongoCollection<BsonDocument> in, BsonDocument document) {}

    /// The 99th percentile of each round.
    private List<Double> measure(Caller caller, int size, int rounds) {
        round(caller, size, WARM_UP);
        var measured = new Rounds();
        for (int round = 0; round < rounds; round++) {
            measured.add("p99", Numbers.percentile(round(caller, size, reads), PERCENT));
        }
        return measured.of("p99");
    }

    private List<Double> round(Caller caller, int size, int count) {
        String journeys = stand.addresses().ports().http(Part.TRACKING) + "/api/journeys/";
        var millis = new ArrayList<Double>();
        for (int i = 0; i < count; i++) {
            String url = journeys + id(random.nextInt(size));
            long began = System.nanoTime();
            caller.get(url);
            millis.add((System.nanoTime() - began) / 1e6);
        }
        return millis;
    }

    private static void copy(
            MongoCollection<BsonDocument> journeys, BsonDocument original, int first) {
        var copies = new ArrayList<BsonDocument>();
        for (int i = first; i < first + AT_ONCE; i++) {
            copies.add(copy(original, id(i)));
        }
        journeys.insertMany(copies, new InsertManyOptions().ordered(false));
    }

    /// The same journey under another id of the same length.
    private static BsonDocument copy(BsonDocument original, String id) {
        String before = original.getString("_id").getValue();
        String history =
                new String(original.getBinary("history").getData(), StandardCharsets.UTF_8);
        var copy = new BsonDocument();
        copy.putAll(original);
        copy.put("_id", new BsonString(id));
        copy.put(
                "history",
                new BsonBinary(history.replace(before, id).getBytes(StandardCharsets.UTF_8)));
        return copy;
    }

    /// Ids that no story has.
    private static String id(int number) {
        return "CHB777726%06d".formatted(number);
    }
}
