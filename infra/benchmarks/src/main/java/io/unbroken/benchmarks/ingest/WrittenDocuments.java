package io.unbroken.benchmarks.ingest;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/// Hears what is written to one collection, to write the same bytes again with nothing around it.
public final class WrittenDocuments implements CommandListener {

    /// A recorder's batch; larger bulks were not faster.
    private static final int AT_ONCE = 1_000;

    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final String collection;
    private final List<ReplaceOneModel<RawBsonDocument>> writes = new ArrayList<>();
    private long bytes;

    public WrittenDocuments(String collection) {
        this.collection = collection;
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        BsonDocument command = event.getCommand();
        if (event.getCommandName().equals("update")
                && command.getString("update").getValue().equals(collection)) {
            command.getArray("updates").forEach(update -> add(update.asDocument()));
        }
    }

    private void add(BsonDocument update) {
        var document = new RawBsonDocument(update.getDocument("u"), CODEC);
        bytes += document.getByteBuffer().remaining();
        writes.add(new ReplaceOneModel<>(copy(update.getDocument("q")), document, UPSERT));
    }

    /// The listener's documents lie in a buffer that is used again.
    private static BsonDocument copy(BsonDocument document) {
        var copy = new BsonDocument();
        new BsonDocumentWriter(copy).pipe(new BsonDocumentReader(document));
        return copy;
    }

    public int count() {
        return writes.size();
    }

    public double meanBytes() {
        return (double) bytes / writes.size();
    }

    /// Writes all of them again, each where the one before it stands, into an empty collection.
    ///
    /// @return seconds
    public double writeAgain(MongoCollection<RawBsonDocument> empty) {
        long began = System.nanoTime();
        for (int from = 0; from < writes.size(); from += AT_ONCE) {
            empty.bulkWrite(
                    writes.subList(from, Math.min(writes.size(), from + AT_ONCE)), UNORDERED);
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
