package io.unbroken.tracking.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
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
import io.unbroken.custody.history.Alias;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /// Some 1 KB each.
    private static final int MOST_HEADS_AT_ONCE = 1_000;

    /// The error of a duplicate key.
    private static final int DUPLICATE = 11000;

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    static final String JOURNEYS = "journeys";
    static final String QUARANTINE = "quarantine";

    private static final String TELEMETRY = "telemetry";
    private static final String LOGGERS = "loggers";
    private static final String ALIASES = "aliases";
    private static final String PROGRESS = "progress";

    /// The collections of each namespace.
    static final Set<String> COLLECTIONS =
            Set.of(JOURNEYS, TELEMETRY, LOGGERS, ALIASES, QUARANTINE, PROGRESS);

    private final Namespace namespace;
    private final MongoCollection<Document> journeys;
    private final MongoCollection<Document> telemetry;
    private final MongoCollection<Document> loggers;
    private final MongoCollection<Document> aliases;
    private final MongoCollection<Document> quarantine;
    private final MongoCollection<Document> progress;
    private final BootId boot;

    /// The first namespace.
    public MongoStore(MongoDatabase database) {
        this(database, Namespace.FIRST, new BootId(database));
    }

    MongoStore(MongoDatabase database, Namespace namespace, BootId boot) {
        this.namespace = namespace;
        this.journeys = database.getCollection(namespace.collection(JOURNEYS));
        this.telemetry = database.getCollection(namespace.collection(TELEMETRY));
        this.loggers = database.getCollection(namespace.collection(LOGGERS));
        this.aliases = database.getCollection(namespace.collection(ALIASES));
        this.quarantine = database.getCollection(namespace.collection(QUARANTINE));
        this.progress = database.getCollection(namespace.collection(PROGRESS));
        this.boot = boot;
    }

    @Override
    public String boot() {
        return namespace.boot(boot.now());
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
    public List<JourneyDocument> derivedBefore(Knowledge needed, String after, int limit) {
        return journeys.find(
                        and(
                                gt("_id", after),
                                or(
                                        lt("keys", needed.keys()),
                                        lt("editions", needed.editions()),
                                        // Of a version that knew no editions.
                                        exists("editions", false))))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(Documents::journey)
                .into(new ArrayList<>());
    }

    @Override
    public Set<CoiId> replaceJourneys(Collection<Replacement<JourneyDocument>> next) {
        return replace(journeys, next, JourneyDocument::coi, Documents::of);
    }

    @Override
    public Map<BucketId, BucketDocument> buckets(Set<BucketId> ids) {
        return find(telemetry, ids, BucketId::id, Documents::bucket, BucketDocument::id);
    }

    @Override
    public Map<BucketId, BucketHead> heads(Set<BucketId> ids) {
        var heads = new HashMap<BucketId, BucketHead>();
        ids.stream()
                .map(BucketId::id)
                .gather(Gatherers.windowFixed(MOST_HEADS_AT_ONCE))
                .forEach(some ->
                        telemetry
                                .find(in("_id", some))
                                .projection(Projections.exclude("blocks"))
                                .batchSize(some.size())
                                .map(Documents::head)
                                .forEach(head -> heads.put(head.id(), head)));
        return heads;
    }

    @Override
    public Set<BucketId> replaceBuckets(Collection<Replacement<BucketDocument>> next) {
        return replace(telemetry, next, BucketDocument::id, Documents::of);
    }

    @Override
    public Map<LoggerId, LoggerDocument> loggers(Set<LoggerId> ids) {
        return find(
                loggers, ids, LoggerId::value, TelemetryDocuments::logger, LoggerDocument::logger);
    }

    @Override
    public Set<LoggerId> replaceLoggers(Collection<Replacement<LoggerDocument>> next) {
        return replace(loggers, next, LoggerDocument::logger, TelemetryDocuments::of);
    }

    @Override
    public Map<Alias, Set<CoiId>> claims(Set<Alias> ids) {
        var claims = new HashMap<Alias, Set<CoiId>>();
        find(aliases, ids, Alias::text, Function.identity(), MongoStore::alias)
                .forEach((alias, found) -> claims.put(alias, Documents.claimants(found)));
        return claims;
    }

    @Override
    public Set<CoiId> claim(Alias alias, CoiId coi) {
        Document after =
                aliases.findOneAndUpdate(
                        eq("_id", alias.text()),
                        Updates.addToSet("journeys", coi.value()),
                        new FindOneAndUpdateOptions()
                                .upsert(true)
                                .returnDocument(ReturnDocument.AFTER));
        if (after == null) {
            throw new IllegalStateException("expected the alias after an upsert, found nothing");
        }
        return Documents.claimants(after);
    }

    @Override
    public Map<Alias, Set<CoiId>> claim(Map<Alias, Set<CoiId>> claimants) {
        aliases.bulkWrite(
                claimants.entrySet().stream().map(MongoStore::addition).toList(), UNORDERED);
        return claims(claimants.keySet());
    }

    private static UpdateOneModel<Document> addition(Map.Entry<Alias, Set<CoiId>> claim) {
        return new UpdateOneModel<>(
                eq("_id", claim.getKey().text()),
                Updates.addEachToSet(
                        "journeys", claim.getValue().stream().map(CoiId::value).toList()),
                new UpdateOptions().upsert(true));
    }

    private static Alias alias(Document document) {
        return new Alias(document.getString("_id"));
    }

    @Override
    public void quarantine(Collection<QuarantinedRecord> records) {
        quarantine.bulkWrite(
                records.stream()
                        .map(record ->
                                new ReplaceOneModel<>(
                                        eq("_id", record.record().position().id()),
                                        Documents.of(record),
                                        UPSERT))
                        .toList(),
                UNORDERED);
    }

    @Override
    public List<Retriable> retriable(
            Set<LogPartition> partitions, String boot, String after, int limit) {
        return quarantine
                .find(
                        and(
                                eq("retriable", true),
                                ne("released", boot),
                                in("partition", partitions.stream().map(LogPartition::id).toList()),
                                gt("_id", after)))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(found ->
                        new Retriable(Documents.quarantined(found), found.containsKey("released")))
                .into(new ArrayList<>());
    }

    @Override
    public void release(Collection<LogPosition> positions, String boot) {
        quarantine.updateMany(
                in("_id", positions.stream().map(LogPosition::id).toList()),
                Updates.set("released", boot));
    }

    @Override
    public Map<LogPartition, Progress> progress(Set<LogPartition> partitions) {
        Map<String, LogPartition> byId =
                partitions.stream()
                        .collect(Collectors.toMap(LogPartition::id, Function.identity()));
        var found = new HashMap<LogPartition, Progress>();
        partitions.forEach(partition -> found.put(partition, Progress.NONE));
        progress.find(and(in("_id", byId.keySet()), exists("frontier")))
                .forEach(document ->
                        found.put(
                                Objects.requireNonNull(byId.get(document.getString("_id"))),
                                Documents.progress(document)));
        return found;
    }

    @Override
    public Set<LogPartition> move(Collection<ProgressMove> moves) {
        List<ProgressMove> inOrder = List.copyOf(moves);
        var lost = new HashSet<LogPartition>();
        BulkWriteResult result;
        try {
            result =
                    progress.bulkWrite(inOrder.stream().map(MongoStore::model).toList(), UNORDERED);
        } catch (MongoBulkWriteException failure) {
            requireOnlyConflicts(failure);
            failure.getWriteErrors()
                    .forEach(error -> lost.add(inOrder.get(error.getIndex()).partition()));
            result = failure.getWriteResult();
        }
        int moved = result.getMatchedCount() + result.getUpserts().size();
        if (moved + lost.size() < inOrder.size()) {
            // The answer does not say which; whoever claims one anew that was moved loses nothing.
            inOrder.stream()
                    .filter(move -> !move.before().equals(Progress.NONE))
                    .forEach(move -> lost.add(move.partition()));
        }
        return lost;
    }

    private static ReplaceOneModel<Document> model(ProgressMove move) {
        Progress before = move.before();
        // What has no frontier was written before there were any, and is read anew from the start.
        Bson unmoved =
                before.equals(Progress.NONE)
                        ? exists("frontier", false)
                        : and(
                                eq("generation", before.generation()),
                                eq("boot", before.boot()),
                                eq("next", before.next()));
        return new ReplaceOneModel<>(
                and(eq("_id", move.partition().id()), unmoved),
                Documents.of(move.partition(), move.after()),
                // Progress that is gone is not put back: what it spoke of may be gone too.
                new ReplaceOptions().upsert(before.equals(Progress.NONE)));
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
                                // All in one answer: by itself the first has a hundred.
                                .batchSize(some.size())
                                .map(read::apply)
                                .forEach(document -> found.put(idOf.apply(document), document)));
        return found;
    }

    /// Compare-and-set in bulk. Each replacement names the version before it and may insert: where another version is there,
    /// nothing matches, the insertion meets the `_id` that exists, and the error names the one that lost.
    private static <I, D> Set<I> replace(
            MongoCollection<Document> collection,
            Collection<Replacement<D>> next,
            Function<D, I> idOf,
            Function<D, Document> write) {
        var lost = new HashSet<I>();
        next.stream()
                .gather(Gatherers.windowFixed(MOST_AT_ONCE))
                .forEach(some -> {
                    List<ReplaceOneModel<Document>> models =
                            some.stream().map(each -> model(each, write)).toList();
                    for (int index : replaced(collection, models)) {
                        lost.add(idOf.apply(some.get(index).after()));
                    }
                });
        return lost;
    }

    private static <D> ReplaceOneModel<Document> model(
            Replacement<D> replacement, Function<D, Document> write) {
        Document after = write.apply(replacement.after());
        return new ReplaceOneModel<>(
                and(eq("_id", after.getString("_id")), eq("version", replacement.before())),
                after,
                UPSERT);
    }

    private static List<Integer> replaced(
            MongoCollection<Document> collection, List<ReplaceOneModel<Document>> models) {
        try {
            collection.bulkWrite(models, UNORDERED);
            return List.of();
        } catch (MongoBulkWriteException failure) {
            requireOnlyConflicts(failure);
            return failure.getWriteErrors().stream().map(BulkWriteError::getIndex).toList();
        }
    }

    private static void requireOnlyConflicts(MongoBulkWriteException failure) {
        boolean onlyConflicts =
                failure.getWriteConcernError() == null
                        && failure.getWriteErrors().stream()
                                .allMatch(error -> error.getCode() == DUPLICATE);
        if (!onlyConflicts) {
            throw failure;
        }
    }
}
