package io.unbroken.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;

/// Writes documents to the file as BSON.
///
/// As it comes, the store writes them with Java's serialization, and reads a page of the file by deserializing each document of it: that was nine tenths of
/// its time under load. Files written so are still read.
final class DocumentType extends BasicDataType<Document> {
    /// No tag of H2's own types (all below 128, see `ObjectDataType`).
    private static final byte BSON = (byte) 0xB5;

    /// What an object of the JVM costs over its bytes, about: names and boxes of each field.
    private static final int OVERHEAD = 3;

    private final ObjectDataType serialized = new ObjectDataType();

    @Override
    public int getMemory(Document document) {
        return OVERHEAD * size(document);
    }

    @Override
    public void write(WriteBuffer buffer, Document document) {
        ByteBuf bson = bson(document);
        buffer.put(BSON).putVarInt(bson.readableBytes()).put(bson.nioBuffer());
    }

    @Override
    public Document read(ByteBuffer buffer) {
        if (buffer.get(buffer.position()) != BSON) {
            return (Document) serialized.read(buffer);
        }
        buffer.get();
        int size = DataUtils.readVarInt(buffer);
        ByteBuffer bson = buffer.slice(buffer.position(), size);
        buffer.position(buffer.position() + size);
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }

    private static int size(Document document) {
        return bson(document).readableBytes();
    }

    static ByteBuf bson(Document document) {
        ByteBuf bson = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, bson);
        return bson;
    }
}
