package io.unbroken.tracking.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.bson.Document;
import org.bson.conversions.Bson;

/// The store over the MongoDB protocol, with nothing but what each server of it does: `_id` look-ups, single-document
/// atomicity, unordered bulks. No transactions, no update pipelines, no secondary indexes.
public final class MongoStore implements Store {

    /// Documents asked for at once: a bucket may have some 100 KB, so a reply stays far below 48 MB.
    private static final int MOST_AT_ONCE = 200;

    /// The error of a duplicate key.
    private static final int DUPLICATE = 11000;

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> journeys;
    private final MongoCollection<Document> telemetry;
    private final MongoCollection<Document> loggers;
    private final MongoCollection<Document> quarantine;
    private final MongoCollection<Document> progress;

    public MongoStore(MongoDatabase database) {
        this.journeys = database.getCollection("journeys");
        this.telemetry = database.getCollection("telemetry");
        this.loggers = database.getCollection("loggers");
        this.quarantine = database.getCollection("quarantine");
        this.progress = database.getCollection("progress");
    }

    @Override
    public Map<CoiId, JourneyDocument> journeys(Set<CoiId> ids) {
        return find(journeys, ids, CoiId::value, Documents::journey, JourneyDocument::coi);
    }

    @Override
    public Map<CoiId, Long> versions(Set<CoiId> ids) {
        var versions = new HashMap<CoiId, Long>();
        journeys.find(in("_id", ids.stream().map(CoiId::value).toList()))
                .projection(Projections.include("version"))
                .forEach(found ->
                        versions.put(new CoiId(found.getString("_id")), found.getLong("version")));
        return versions;
    }

    @Override
    public Set<CoiId> replaceJourneys(Collection<JourneyDocument> next) {
        return replace(journeys, next, JourneyDocument::coi, Documents::of);
    }

    @Override
    public Map<BucketId, BucketDocument> buckets(Set<BucketId> ids) {
        return find(telemetry, ids, BucketId::id, Documents::bucket, BucketDocument::id);
    }

    @Override
    public Set<BucketId> replaceBuckets(Collection<BucketDocument> next) {
        return replace(telemetry, next, BucketDocument::id, Documents::of);
    }

    @Override
    public Map<LoggerId, LoggerDocument> loggers(Set<LoggerId> ids) {
        return find(loggers, ids, LoggerId::value, Documents::logger, LoggerDocument::logger);
    }

    @Override
    public LoggerDocument bind(LoggerId logger, Set<CoiId> bound, Set<LocalDate> days) {
        Document after =
                loggers.findOneAndUpdate(
                        eq("_id", logger.value()),
                        Updates.combine(
                                Updates.addEachToSet(
                                        "journeys", bound.stream().map(CoiId::value).toList()),
                                Updates.addEachToSet(
                                        "days", days.stream().map(LocalDate::toString).toList())),
                        new FindOneAndUpdateOptions()
                                .upsert(true)
                                .returnDocument(ReturnDocument.AFTER));
        if (after == null) {
            throw new IllegalStateException("expected the logger after an upsert, found nothing");
        }
        return Documents.logger(after);
    }

    @Override
    public void quarantine(Collection<QuarantinedRecord> records) {
        quarantine.bulkWrite(
                records.stream()
                        .map(record ->
                                new ReplaceOneModel<>(
                                        eq("_id", record.record().position().id()),
                                        Documents.of(record),
                                        new ReplaceOptions().upsert(true)))
                        .toList(),
                UNORDERED);
    }

    @Override
    public List<QuarantinedRecord> retriable(
            Set<LogPartition> partitions, String after, int limit) {
        return quarantine
                .find(
                        and(
                                eq("retriable", true),
                                in("partition", partitions.stream().map(LogPartition::id).toList()),
                                gt("_id", after)))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(Documents::quarantined)
                .into(new ArrayList<>());
    }

    @Override
    public void release(Collection<LogPosition> positions) {
        quarantine.deleteMany(in("_id", positions.stream().map(LogPosition::id).toList()));
    }

    @Override
    public Map<LogPartition, Long> progress(Set<LogPartition> partitions) {
        Map<String, LogPartition> byId =
                partitions.stream()
                        .collect(Collectors.toMap(LogPartition::id, Function.identity()));
        var next = new HashMap<LogPartition, Long>();
        partitions.forEach(partition -> next.put(partition, 0L));
        progress.find(in("_id", byId.keySet()))
                .forEach(found -> {
                    LogPartition partition = byId.get(found.getString("_id"));
                    if (partition != null) {
                        next.put(partition, found.getLong("next"));
                    }
                });
        return next;
    }

    @Override
    public void advance(Map<LogPartition, Long> next) {
        progress.bulkWrite(
                next.entrySet().stream()
                        .map(entry ->
                                new UpdateOneModel<Document>(
                                        eq("_id", entry.getKey().id()),
                                        Updates.max("next", entry.getValue()),
                                        new UpdateOptions().upsert(true)))
                        .toList(),
                UNORDERED);
    }

    private static <I, D> Map<I, D> find(
            MongoCollection<Document> collection,
            Set<I> ids,
            Function<I, String> id,
            Function<Document, D> read,
            Function<D, I> idOf) {
        var found = new HashMap<I, D>();
        ids.stream()
                .map(id)
                .gather(Gatherers.windowFixed(MOST_AT_ONCE))
                .forEach(some ->
                        collection
                                .find(in("_id", some))
                                .map(read::apply)
                                .forEach(document -> found.put(idOf.apply(document), document)));
        return found;
    }

    /// Compare-and-set in bulk. Each replacement names the version before it and may insert: where another version is there,
    /// nothing matches, the insertion meets the `_id` that exists, and the error names the one that lost.
    private static <I, D> Set<I> replace(
            MongoCollection<Document> collection,
            Collection<D> next,
            Function<D, I> idOf,
            Function<D, Document> write) {
        var lost = new HashSet<I>();
        next.stream()
                .gather(Gatherers.windowFixed(MOST_AT_ONCE))
                .forEach(some -> {
                    List<Document> documents = some.stream().map(write).toList();
                    for (int index : replaced(collection, documents)) {
                        lost.add(idOf.apply(some.get(index)));
                    }
                });
        return lost;
    }

    private static List<Integer> replaced(
            MongoCollection<Document> collection, List<Document> next) {
        try {
            collection.bulkWrite(
                    next.stream()
                            .map(document ->
                                    new ReplaceOneModel<>(
                                            predecessor(document),
                                            document,
                                            new ReplaceOptions().upsert(true)))
                            .toList(),
                    UNORDERED);
            return List.of();
        } catch (MongoBulkWriteException failure) {
            boolean onlyConflicts =
                    failure.getWriteConcernError() == null
                            && failure.getWriteErrors().stream()
                                    .allMatch(error -> error.getCode() == DUPLICATE);
            if (!onlyConflicts) {
                throw failure;
            }
            return failure.getWriteErrors().stream().map(BulkWriteError::getIndex).toList();
        }
    }

    private static Bson predecessor(Document next) {
        return and(eq("_id", next.getString("_id")), eq("version", next.getLong("version") - 1));
    }
}
