package io.unbroken.platform.store;

import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// A collection that finds documents by their ids also when a query says more than one id.
///
/// As it comes, the store uses an index only for a query of exactly the indexed fields: `_id` of several, or `_id` and a version (each
/// compare-and-set), made it read all documents of the collection.
final class KeyedCollection extends H2Collection {
    private static final String ID = "_id";

    KeyedCollection(
            H2Database database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> data,
            MVMap<String, Object> meta,
            CursorRegistry cursors) {
        super(database, name, options, data, meta, cursors);
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        Optional<List<String>> ids = ids(query);
        if (ids.isEmpty()) {
            return super.queryDocuments(query, orderBy, skip, limit, batchSize, projection);
        }
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

    /// The ids of the only documents that can match; empty if the query does not say, or asks for the one alone.
    private static Optional<List<String>> ids(Document query) {
        return switch (query.get(ID)) {
            case String id when query.size() > 1 -> Optional.of(List.of(id));
            case Document condition
                    when condition.size() == 1
                            && condition.get("$in") instanceof Collection<?> values
                            && values.stream().allMatch(String.class::isInstance) ->
                    Optional.of(values.stream().map(String.class::cast).toList());
            case null, default -> Optional.empty();
        };
    }
}
