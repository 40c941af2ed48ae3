package io.unbroken.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/// A database whose documents and index keys are in the file as BSON instead of serialized objects of Java.
///
/// A map that is open already is the one that the database gets when it opens it by name: so each is opened here first, with its types.
final class BsonDatabase extends H2Database {
    private static final String DATA = "databases.";
    private static final String META = "meta.";
    private static final String INDEX = "._index_";

    /// Says that the keys of the indexes are ordered as [IndexKeyType] does.
    private static final String FORMAT = "unbroken.format";

    private final MVStore file;
    private final CursorRegistry cursors;

    BsonDatabase(String name, MVStore file, CursorRegistry cursors) {
        // The constructor above opens what the file has.
        this.file = file;
        this.cursors = cursors;
        super(name, file, cursors);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        openIndex(file, getDatabaseName() + "." + collection + INDEX + index);
        return super.openOrCreateUniqueIndex(collection, index, keys, sparse);
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(
            String collection, CollectionOptions options) {
        String name = getDatabaseName() + "." + collection;
        var data =
                file.openMap(
                        DATA + name,
                        new MVMap.Builder<Object, Document>().valueType(new DocumentType()));
        return new KeyedCollection(
                this, collection, options, data, file.openMap(META + name), cursors);
    }

    /// Orders the indexes of a file anew that was written before they were ordered so. To be called before anything of it is opened.
    static void adopt(MVStore file) {
        if (file.hasMap(FORMAT)) {
            return;
        }
        List<String> indexes =
                file.getMapNames().stream().filter(name -> name.contains(INDEX)).toList();
        for (String name : indexes) {
            Map<KeyValue, Object> entries = new HashMap<>(file.<KeyValue, Object>openMap(name));
            file.removeMap(name);
            openIndex(file, name).putAll(entries);
        }
        file.openMap(FORMAT).put("index", 1);
        file.commit();
    }

    private static MVMap<KeyValue, Object> openIndex(MVStore file, String name) {
        return file.openMap(
                name, new MVMap.Builder<KeyValue, Object>().keyType(new IndexKeyType()));
    }
}
