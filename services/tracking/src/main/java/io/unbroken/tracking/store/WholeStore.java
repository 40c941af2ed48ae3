package io.unbroken.tracking.store;

import com.mongodb.client.MongoDatabase;
import io.unbroken.custody.history.Alias;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.log.LogPartition;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.Document;

/// Goes through everything that the store has, document by document; for audits, not for queries.
///
/// A document that is not, field by field, as this version writes it is given to `unreadable` by its id, and not to `each`.
public final class WholeStore {

    /// Set where a quarantined record was applied since, to the run of the store in which it was.
    private static final String RELEASED = "released";

    private static final String JOURNEYS = "journeys";

    private final MongoDatabase database;
    private final Namespace namespace;

    /// The first namespace.
    public WholeStore(MongoDatabase database) {
        this(database, Namespace.FIRST);
    }

    public WholeStore(MongoDatabase database, Namespace namespace) {
        this.database = database;
        this.namespace = namespace;
    }

    public void journeys(Consumer<JourneyDocument> each, Consumer<String> unreadable) {
        all("journeys", Documents::journey, written(Documents::of), each, unreadable);
    }

    public void buckets(Consumer<BucketDocument> each, Consumer<String> unreadable) {
        all("telemetry", Documents::bucket, written(Documents::of), each, unreadable);
    }

    public void loggers(Consumer<LoggerDocument> each, Consumer<String> unreadable) {
        all(
                "loggers",
                TelemetryDocuments::logger,
                written(TelemetryDocuments::of),
                each,
                unreadable);
    }

    /// Which chains claim each identifier that must have one chain only.
    public void claims(Consumer<Claimed> each, Consumer<String> unreadable) {
        all(
                "aliases",
                document ->
                        new Claimed(
                                new Alias(Objects.requireNonNull(document.getString("_id"))),
                                Documents.claimants(document)),
                (document, _) ->
                        Set.of("_id", JOURNEYS).containsAll(document.keySet())
                                && isSet(document, JOURNEYS),
                each,
                unreadable);
    }

    /// All that was ever put into quarantine.
    public void quarantined(Consumer<Retriable> each, Consumer<String> unreadable) {
        all(
                "quarantine",
                document ->
                        new Retriable(
                                Documents.quarantined(document), document.containsKey(RELEASED)),
                (document, kept) -> {
                    var rest = new Document(document);
                    return (!kept.released() || rest.remove(RELEASED) instanceof String)
                            && rest.equals(Documents.of(kept.quarantined()));
                },
                each,
                unreadable);
    }

    /// What is recorded of each partition.
    public void progress(Consumer<PartitionProgress> each, Consumer<String> unreadable) {
        all(
                "progress",
                document -> {
                    String id = document.getString("_id");
                    int slash = id.lastIndexOf('/');
                    return new PartitionProgress(
                            new LogPartition(
                                    id.substring(0, slash),
                                    Integer.parseInt(id.substring(slash + 1))),
                            Documents.progress(document));
                },
                written(progress -> Documents.of(progress.partition(), progress.progress())),
                each,
                unreadable);
    }

    private static <T> BiPredicate<Document, T> written(Function<T, Document> write) {
        return (document, value) -> document.equals(write.apply(value));
    }

    private static boolean isSet(Document document, String field) {
        List<String> list = document.getList(field, String.class, List.of());
        return Set.copyOf(list).size() == list.size();
    }

    private <T> void all(
            String collection,
            Function<Document, T> read,
            BiPredicate<Document, T> asWritten,
            Consumer<T> each,
            Consumer<String> unreadable) {
        for (Document document : database.getCollection(namespace.collection(collection)).find()) {
            T value;
            try {
                value = read.apply(document);
                if (!asWritten.test(document, value)) {
                    unreadable.accept(collection + " " + document.get("_id"));
                    continue;
                }
            } catch (RuntimeException edited) {
                // Whatever a hand did to a document, the audit names it and goes on.
                unreadable.accept(collection + " " + document.get("_id"));
                continue;
            }
            each.accept(value);
        }
    }

    /// How far a partition is recorded.
    public record PartitionProgress(LogPartition partition, Progress progress) {}

    /// Who claims an identifier.
    public record Claimed(Alias alias, Set<CoiId> claimants) {

        public Claimed {
            claimants = Set.copyOf(claimants);
        }
    }
}
