package io.unbroken.store;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/// Writes and orders the keys of unique indexes.
///
/// As it comes, the store serializes both keys for each comparison of a look-up. Here single strings, which nearly all keys are, compare as such;
/// they come first, and all others follow in the order of their BSON.
final class IndexKeyType extends BasicDataType<KeyValue> {
    private final DocumentType documents = new DocumentType();

    @Override
    public int compare(KeyValue a, KeyValue b) {
        boolean textA = text(a);
        boolean textB = text(b);
        if (textA && textB) {
            return ((String) a.get(0)).compareTo((String) b.get(0));
        }
        if (textA != textB) {
            return textA ? -1 : 1;
        }
        ByteBuf bsonA = DocumentType.bson(document(a));
        return bsonA.compareTo(DocumentType.bson(document(b)));
    }

    @Override
    public int getMemory(KeyValue key) {
        return documents.getMemory(document(key));
    }

    @Override
    public void write(WriteBuffer buffer, KeyValue key) {
        documents.write(buffer, document(key));
    }

    @Override
    public KeyValue read(ByteBuffer buffer) {
        Document document = documents.read(buffer);
        List<Object> values =
                new ArrayList<>(
                        Collections.nCopies(
                                Objects.requireNonNull((Integer) document.get("size")),
                                Missing.getInstance()));
        for (int i = 0; i < values.size(); i++) {
            if (document.containsKey(Integer.toString(i))) {
                values.set(i, document.get(Integer.toString(i)));
            }
        }
        return new KeyValue(values);
    }

    @Override
    public KeyValue[] createStorage(int size) {
        return new KeyValue[size];
    }

    private static boolean text(KeyValue key) {
        return key.size() == 1 && key.get(0) instanceof String;
    }

    private static Document document(KeyValue key) {
        var document = new Document("size", key.size());
        for (int i = 0; i < key.size(); i++) {
            if (!(key.get(i) instanceof Missing)) {
                document.put(Integer.toString(i), key.get(i));
            }
        }
        return document;
    }
}
