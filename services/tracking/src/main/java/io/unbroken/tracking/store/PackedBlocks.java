package io.unbroken.tracking.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// The blocks of one bucket as few bytes, without loss: what they have in common is next to each other (all offsets, all times, each
/// header's values) and compressed; what follows from the rest is left out ([SignedChain]); signatures are as many bytes as they are.
///
/// Two numbers, the size before compression and after it, the compressed bytes, those that cannot be, and the CRC32C of all before it:
/// from one bit of a hash that others follow from, other blocks would follow, and nobody would notice.
final class PackedBlocks {

    /// Above this a day takes some percent fewer bytes and many times longer.
    private static final int LEVEL = 3;

    /// Twice what a bucket may hold.
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private static final int SIZES = 2 * Integer.BYTES;

    private static final int CHECKSUM = Integer.BYTES;

    private PackedBlocks() {}

    static byte[] pack(List<KeptBlock> blocks) {
        var columns = new PackedColumns();
        blocks.forEach(columns::add);
        byte[] plain = columns.bytes();
        byte[] compressed = Zstd.compress(plain, LEVEL);
        byte[] raw = columns.raw();
        int end = SIZES + compressed.length + raw.length;
        ByteBuffer packed =
                ByteBuffer.allocate(end + CHECKSUM)
                        .putInt(plain.length)
                        .putInt(compressed.length)
                        .put(compressed)
                        .put(raw);
        return packed.putInt(checksum(packed.array(), end)).array();
    }

    /// @throws IllegalArgumentException if the bytes are no packed blocks
    static List<KeptBlock> unpack(byte[] packed) {
        int end = packed.length - CHECKSUM;
        if (end < SIZES) {
            throw new IllegalArgumentException("expected packed blocks, found too few bytes");
        }
        if (ByteBuffer.wrap(packed).getInt(end) != checksum(packed, end)) {
            throw new IllegalArgumentException(
                    "expected packed blocks, found bytes that their checksum is not of");
        }
        ByteBuffer sizes = ByteBuffer.wrap(packed);
        int size = sizes.getInt();
        int compressed = sizes.getInt();
        if (size < 0 || size > MOST_BYTES) {
            throw new IllegalArgumentException("expected packed blocks, found " + size);
        }
        if (compressed < 0 || compressed > end - SIZES) {
            throw new IllegalArgumentException("expected packed blocks, found a part");
        }
        int raw = SIZES + compressed;
        byte[] plain = decompressed(Arrays.copyOfRange(packed, SIZES, raw), size);
        return PackedRows.of(
                        new Unpacking(plain), new Unpacking(Arrays.copyOfRange(packed, raw, end)))
                .blocks();
    }

    private static int checksum(byte[] packed, int end) {
        var checksum = new CRC32C();
        checksum.update(packed, 0, end);
        return (int) checksum.getValue();
    }

    private static byte[] decompressed(byte[] compressed, int size) {
        byte[] plain;
        try {
            plain = Zstd.decompress(compressed, size);
        } catch (ZstdException malformed) {
            throw new IllegalArgumentException(
                    "expected packed blocks, found other bytes", malformed);
        }
        if (plain.length != size) {
            throw new IllegalArgumentException("expected packed blocks, found a part");
        }
        return plain;
    }
}
