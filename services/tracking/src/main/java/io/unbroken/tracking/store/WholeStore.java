package io.unbroken.tracking.store;

import com.mongodb.client.MongoDatabase;
import io.unbroken.tracking.log.LogPartition;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.Document;

/// Goes through everything that the store has, document by document; for audits, not for queries.
public final class WholeStore {

    private final MongoDatabase database;

    public WholeStore(MongoDatabase database) {
        this.database = database;
    }

    public void journeys(Consumer<JourneyDocument> each, Consumer<String> unreadable) {
        all("journeys", Documents::journey, each, unreadable);
    }

    public void buckets(Consumer<BucketDocument> each, Consumer<String> unreadable) {
        all("telemetry", Documents::bucket, each, unreadable);
    }

    public void quarantined(Consumer<QuarantinedRecord> each, Consumer<String> unreadable) {
        all("quarantine", Documents::quarantined, each, unreadable);
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
                each,
                unreadable);
    }

    /// @param unreadable is given the id of a document that has not our form
    private <T> void all(
            String collection,
            Function<Document, T> read,
            Consumer<T> each,
            Consumer<String> unreadable) {
        for (Document document : database.getCollection(collection).find()) {
            T value;
            try {
                value = read.apply(document);
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
}
