package io.unbroken.schemas.wire;

import io.unbroken.custody.identity.ContentHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.avro.Schema;

/// What a signature covers, byte for byte; documented with a test vector in docs/reference/signed-bytes.md.
///
/// Eight fields, each after its length as four bytes, big-endian. No two records have the same bytes.
public final class SignedBytes {

    /// Names this layout; another layout will have another tag, so a signature never passes from one to the other.
    public static final String VERSION_TAG = "io.unbroken.record.v1";

    private SignedBytes() {}

    /// The bytes that are signed.
    ///
    /// @param topic the topic's name
    /// @param key the Kafka key
    /// @param schema the writer's schema; its canonical form's hash is signed, registry ids are not
    /// @param id the event's or block's identifier
    /// @param position the record's place among its signer's
    /// @param avro the Avro bytes, after the 5-byte prefix
    public static byte[] of(
            String topic,
            byte[] key,
            Schema schema,
            String id,
            ChainPosition position,
            byte[] avro) {
        return of(topic, key, schemaHash(schema), id, position, avro);
    }

    /// The same, where only the schema's hash is known.
    ///
    /// @param schema [#schemaHash]
    public static byte[] of(
            String topic,
            byte[] key,
            byte[] schema,
            String id,
            ChainPosition position,
            byte[] avro) {
        byte[][] fields = {
            utf8(VERSION_TAG),
            utf8(topic),
            key,
            schema,
            utf8(id),
            ByteBuffer.allocate(Long.BYTES).putLong(position.sequence()).array(),
            position.previous().bytes(),
            avro
        };
        int size = 0;
        for (byte[] field : fields) {
            size += Integer.BYTES + field.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (byte[] field : fields) {
            bytes.putInt(field.length).put(field);
        }
        return bytes.array();
    }

    /// What stands for a schema in the signed bytes.
    public static byte[] schemaHash(Schema schema) {
        return Sha256.of(schema).clone();
    }

    /// The identity of a record: the hash of its signed bytes.
    public static RecordHash recordHash(byte[] signedBytes) {
        return new RecordHash(HexFormat.of().formatHex(Sha256.of(signedBytes)));
    }

    /// The identity of what was said, whoever said it and when: the SHA-256 over the 32 bytes of the schema's hash and the
    /// Avro bytes.
    public static ContentHash contentHash(Schema schema, byte[] avro) {
        return contentHash(Sha256.of(schema), avro);
    }

    /// The same, where only the schema's hash is known.
    ///
    /// @param schema [#schemaHash]
    public static ContentHash contentHash(byte[] schema, byte[] avro) {
        return new ContentHash(HexFormat.of().formatHex(Sha256.of(schema, avro)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
