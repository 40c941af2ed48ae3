package io.unbroken.tracking.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.result.UpdateResult;
import io.unbroken.custody.identity.CoiId;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Gatherers;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Namespaces as collections of one database, and the pointer as one document.
public final class MongoNamespaces implements Namespaces {

    private static final String COLLECTION = "namespace";
    private static final String POINTER = "pointer";
    private static final int DUPLICATE = 11000;

    /// A document without records waits for its first one, see [JourneyDocument].
    private static final Bson KEEPS_RECORDS = exists("inbox.0");

    private static final int MOST_AT_ONCE = 200;

    private final MongoDatabase database;
    private final MongoCollection<Document> pointer;
    private final BootId boot;

    public MongoNamespaces(MongoDatabase database) {
        this.database = database;
        this.pointer = database.getCollection(COLLECTION);
        this.boot = new BootId(database);
    }

    @Override
    public Pointer pointer() {
        Document found = pointer.find(eq("_id", POINTER)).first();
        return found == null ? Pointer.FIRST : read(found);
    }

    @Override
    public boolean replace(Pointer before, Pointer after) {
        Document next = document(after);
        try {
            UpdateResult result =
                    pointer.replaceOne(
                            and(eq("_id", POINTER), eq("version", before.version())),
                            next,
                            new ReplaceOptions().upsert(before.version() == 0));
            return result.getMatchedCount() > 0 || result.getUpsertedId() != null;
        } catch (MongoWriteException lost) {
            if (lost.getError().getCode() != DUPLICATE) {
                throw lost;
            }
            return false;
        }
    }

    @Override
    public Store store(Namespace namespace) {
        return new MongoStore(database, namespace, boot);
    }

    @Override
    public Contents contents(Namespace namespace) {
        return new MongoContents(
                database.getCollection(namespace.collection(MongoStore.JOURNEYS)),
                database.getCollection(namespace.collection(MongoStore.QUARANTINE)));
    }

    @Override
    public SortedSet<Namespace> present() {
        var present = new TreeSet<Namespace>();
        for (String name : database.listCollectionNames()) {
            Namespace.ofCollection(name).ifPresent(present::add);
            if (MongoStore.COLLECTIONS.contains(name)) {
                present.add(Namespace.FIRST);
            }
        }
        return present;
    }

    @Override
    public void drop(Namespace namespace) {
        MongoStore.COLLECTIONS.forEach(
                name -> database.getCollection(namespace.collection(name)).drop());
    }

    private static Document document(Pointer pointer) {
        var document =
                new Document("_id", POINTER)
                        .append("version", pointer.version())
                        .append("generation", pointer.current().generation())
                        .append("since", Date.from(pointer.since()))
                        .append("last", pointer.last())
                        .append("announced", pointer.announced());
        pointer.work()
                .ifPresent(work ->
                        document.append(
                                "work",
                                new Document("generation", work.namespace().generation())
                                        .append("holder", work.holder())));
        return document;
    }

    private static Pointer read(Document document) {
        return new Pointer(
                document.getLong("version"),
                new Namespace(document.getInteger("generation")),
                Documents.instant(document, "since"),
                document.getInteger("last"),
                Optional.ofNullable(document.get("work", Document.class))
                        .map(work ->
                                new Pointer.Work(
                                        new Namespace(work.getInteger("generation")),
                                        work.getString("holder"))),
                document.getBoolean("announced"));
    }

    private record MongoContents(
            MongoCollection<Document> journeyDocuments,
            MongoCollection<Document> quarantineDocuments)
            implements Contents {

        @Override
        public SortedSet<CoiId> journeys() {
            return journeyDocuments
                    .find(KEEPS_RECORDS)
                    .projection(Projections.include("_id"))
                    .map(found -> new CoiId(found.getString("_id")))
                    .into(new TreeSet<>());
        }

        @Override
        public SortedSet<CoiId> writtenSince(long version) {
            return journeyDocuments
                    .find(and(KEEPS_RECORDS, gte("version", version)))
                    .projection(Projections.include("_id"))
                    .map(found -> new CoiId(found.getString("_id")))
                    .into(new TreeSet<>());
        }

        @Override
        public Map<CoiId, Digest> digests(SortedSet<CoiId> some) {
            var found = new HashMap<CoiId, Digest>();
            some.stream()
                    .map(CoiId::value)
                    .gather(Gatherers.windowFixed(MOST_AT_ONCE))
                    .forEach(ids ->
                            journeyDocuments
                                    .find(and(in("_id", ids), KEEPS_RECORDS))
                                    .map(MongoContents::digest)
                                    .forEach(digest -> found.put(digest.coi(), digest)));
            return found;
        }

        @Override
        public SortedSet<String> quarantined() {
            return quarantineDocuments
                    .find(exists("released", false))
                    .projection(Projections.include("_id"))
                    .map(found -> found.getString("_id"))
                    .into(new TreeSet<>());
        }

        private static Digest digest(Document document) {
            try {
                return Digest.of(Documents.journey(document));
            } catch (RuntimeException edited) {
                // Whatever a hand did to a document, it is named and nothing ends.
                return Digest.misshapen(
                        new CoiId(document.getString("_id")),
                        Optional.ofNullable(document.get("version"))
                                .filter(Long.class::isInstance)
                                .map(Long.class::cast)
                                .orElse(-1L));
            }
        }
    }
}
