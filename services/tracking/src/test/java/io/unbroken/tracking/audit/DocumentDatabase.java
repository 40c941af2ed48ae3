package io.unbroken.tracking.audit;

import com.mongodb.Function;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.MongoIterable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.conversions.Bson;

/// A database that is only read, whole or by `_id`, so that the real gateway reads documents which a test has in memory.
final class DocumentDatabase {

    private final Map<String, Map<String, Document>> collections;

    /// @param collections their documents by `_id`
    DocumentDatabase(Map<String, Map<String, Document>> collections) {
        this.collections = collections;
    }

    MongoDatabase database() {
        return proxy(
                MongoDatabase.class,
                (_, method, arguments) ->
                        switch (method.getName()) {
                            case "getCollection" -> collection((String) arguments[0]);
                            default -> throw readsOnly(method.getName());
                        });
    }

    private MongoCollection<?> collection(String name) {
        Map<String, Document> documents = collections.getOrDefault(name, Map.of());
        return proxy(
                MongoCollection.class,
                (_, method, arguments) -> {
                    if (!method.getName().equals("find")) {
                        throw readsOnly(method.getName());
                    }
                    return iterable(
                            FindIterable.class,
                            arguments == null
                                    ? documents.values()
                                    : found(documents, (Bson) arguments[0]));
                });
    }

    private static List<Document> found(Map<String, Document> documents, Bson filter) {
        Set<String> ids = new HashSet<>();
        for (BsonValue id :
                filter.toBsonDocument(Document.class, MongoClientSettings.getDefaultCodecRegistry())
                        .getDocument("_id")
                        .getArray("$in")) {
            ids.add(id.asString().getValue());
        }
        return documents.entrySet().stream()
                .filter(entry -> ids.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static <T> T iterable(Class<T> type, Collection<?> found) {
        return proxy(
                type,
                (self, method, arguments) ->
                        switch (method.getName()) {
                            case "projection", "batchSize" -> self;
                            case "iterator", "cursor" -> cursor(found.iterator());
                            case "map" ->
                                    iterable(MongoIterable.class, mapped(found, arguments[0]));
                            case "forEach" -> forEach(found, arguments[0]);
                            default -> throw readsOnly(method.getName());
                        });
    }

    @SuppressWarnings("unchecked") // The driver's own types say so.
    private static List<?> mapped(Collection<?> found, Object function) {
        var map = (Function<Object, Object>) function;
        return found.stream().map(each -> map.apply(each)).toList();
    }

    @SuppressWarnings("unchecked") // The driver's own types say so.
    private static Object forEach(Collection<?> found, Object consumer) {
        var each = (Consumer<Object>) consumer;
        found.forEach(each);
        return found;
    }

    private static MongoCursor<?> cursor(Iterator<?> found) {
        return proxy(
                MongoCursor.class,
                (_, method, _) ->
                        switch (method.getName()) {
                            case "hasNext" -> found.hasNext();
                            case "next" -> Objects.requireNonNull(found.next());
                            case "close" -> found;
                            default -> throw readsOnly(method.getName());
                        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static UnsupportedOperationException readsOnly(String method) {
        return new UnsupportedOperationException("expected reads only, found " + method);
    }
}
