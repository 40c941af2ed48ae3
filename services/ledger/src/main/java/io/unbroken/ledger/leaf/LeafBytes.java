package io.unbroken.ledger.leaf;

import io.unbroken.ledger.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bytes of a record as a leaf: all that the log holds of it but its place, which is the leaf's index.
///
/// Fields, each after its length as 4 bytes, big-endian: the tag `io.unbroken.leaf.v1`, key, value, record time as 8 bytes, then
/// of each header in order its name and its value. A key or value that is absent has the length 0xFFFFFFFF and no bytes. So two
/// different records never have the same bytes.
public final class LeafBytes {

    private static final byte[] TAG = "io.unbroken.leaf.v1".getBytes(StandardCharsets.US_ASCII);
    private static final int ABSENT = -1;

    private LeafBytes() {}

    /// The bytes of one record.
    ///
    /// @param recordTime when the broker had it (`LogAppendTime`), in milliseconds since 1970
    /// @param headers all headers in the order of the record
    public static byte[] of(
            byte @Nullable [] key,
            byte @Nullable [] value,
            long recordTime,
            List<LeafHeader> headers) {
        List<byte[]> names = new ArrayList<>(headers.size());
        long length = TAG.length + length(key) + length(value) + Long.BYTES + 4L * Integer.BYTES;
        for (LeafHeader header : headers) {
            byte[] name = header.name().getBytes(StandardCharsets.UTF_8);
            names.add(name);
            length += name.length + length(header.value()) + 2L * Integer.BYTES;
        }
        var bytes = ByteBuffer.allocate(Math.toIntExact(length));
        put(bytes, TAG);
        put(bytes, key);
        put(bytes, value);
        bytes.putInt(Long.BYTES).putLong(recordTime);
        for (int i = 0; i < names.size(); i++) {
            put(bytes, names.get(i));
            put(bytes, headers.get(i).value());
        }
        return bytes.array();
    }

    /// The leaf hash of one record: SHA-256(0x00 || its bytes).
    ///
    /// @param recordTime when the broker had it (`LogAppendTime`), in milliseconds since 1970
    /// @param headers all headers in the order of the record
    public static Hash hash(
            byte @Nullable [] key,
            byte @Nullable [] value,
            long recordTime,
            List<LeafHeader> headers) {
        return Hash.leaf(of(key, value, recordTime, headers));
    }

    private static int length(byte @Nullable [] field) {
        return field == null ? 0 : field.length;
    }

    private static void put(ByteBuffer bytes, byte @Nullable [] field) {
        if (field == null) {
            bytes.putInt(ABSENT);
        } else {
            bytes.putInt(field.length).put(field);
        }
    }
}
