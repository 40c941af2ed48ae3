package io.unbroken.store;

import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// A collection that finds documents by their ids also when a query says more than one id, and pages through them in the order of their
/// ids without reading all.
///
/// As it comes, the store uses an index only for a query of exactly the indexed fields: `_id` of several, or `_id` and a version (each
/// compare-and-set), made it read all documents of the collection. Drivers say two conditions as one `$and`.
final class KeyedCollection extends H2Collection {
    private static final String ID = "_id";
    private static final Document BY_ID = new Document(ID, 1);

    private final MVMap<Object, Document> data;

    KeyedCollection(
            H2Database database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> data,
            MVMap<String, Object> meta,
            CursorRegistry cursors) {
        super(database, name, options, data, meta, cursors);
        this.data = data;
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        List<Object> conditions = conditions(query);
        Optional<List<String>> ids =
                alone(query)
                        ? Optional.empty()
                        : conditions.stream().flatMap(each -> ids(each).stream()).findFirst();
        if (ids.isPresent()) {
            var candidates =
                    ids.get().stream()
                            .distinct()
                            .flatMap(id ->
                                    super.queryDocuments(new Document(ID, id), null, 0, 1, 0, null)
                                            .collectDocuments()
                                            .stream());
            return matchDocumentsFromStream(
                    candidates, query, orderBy, skip, limit, batchSize, projection);
        }
        if (BY_ID.equals(orderBy) && onlyTexts()) {
            return matchDocumentsFromStream(
                    inOrder(conditions), query, null, skip, limit, batchSize, projection);
        }
        return super.queryDocuments(query, orderBy, skip, limit, batchSize, projection);
    }

    /// Whether a query asks for one id and nothing else.
    private static boolean alone(Document query) {
        return query.size() == 1 && query.get(ID) instanceof String;
    }

    /// All that a query says of the id, each of which must hold.
    private static List<Object> conditions(Document query) {
        var conditions = new ArrayList<Object>();
        for (Map.Entry<String, Object> part : query.entrySet()) {
            if (part.getKey().equals(ID) && part.getValue() != null) {
                conditions.add(part.getValue());
            } else if (part.getKey().equals("$and")
                    && part.getValue() instanceof Collection<?> all) {
                all.stream()
                        .filter(Document.class::isInstance)
                        .forEach(each -> conditions.addAll(conditions((Document) each)));
            }
        }
        return conditions;
    }

    /// The ids of the only documents that can match; empty if the condition does not say.
    private static Optional<List<String>> ids(Object condition) {
        return switch (condition) {
            case String id -> Optional.of(List.of(id));
            case Document in
                    when in.size() == 1
                            && in.get("$in") instanceof Collection<?> values
                            && values.stream().allMatch(String.class::isInstance) ->
                    Optional.of(values.stream().map(String.class::cast).toList());
            default -> Optional.empty();
        };
    }

    /// The file's order of ids is that of queries if all are texts; ids of each type stand together.
    private boolean onlyTexts() {
        return data.firstKey() instanceof String && data.lastKey() instanceof String;
    }

    /// The documents in the order of their ids, from where the conditions allow any.
    private Stream<Document> inOrder(List<Object> conditions) {
        Optional<String> least =
                conditions.stream()
                        .flatMap(each ->
                                each instanceof Document range
                                                && range.get("$gt") instanceof String bound
                                        ? Stream.of(bound)
                                        : Stream.empty())
                        .findFirst();
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Documents(data.cursor(least.orElse(null))), Spliterator.ORDERED),
                false);
    }

    private record Documents(Cursor<Object, Document> cursor)
            implements java.util.Iterator<Document> {
        @Override
        public boolean hasNext() {
            return cursor.hasNext();
        }

        @Override
        public Document next() {
            cursor.next();
            return cursor.getValue();
        }
    }
}
