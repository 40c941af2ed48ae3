package io.unbroken.ledger.tiles;

import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.merkle.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/// A tree with its entries: tiles, and beside them the entries themselves in bundles. The master log is one.
///
/// The bundle is on the disk before the tile that counts the entry. An entry that [#append] began before a crash may therefore be
/// replaced by another; one that it returned for is there for good. One writer, one thread, as [TileWriter].
public final class EntryLog {

    /// What the length before an entry can say.
    public static final int MOST_BYTES = 65_535;

    private static final int LARGEST_BUNDLE = TilePath.FULL * (MOST_BYTES + Short.BYTES);

    private final DurableFiles files;
    private final TileWriter tiles;
    private final List<byte[]> last;

    private EntryLog(DurableFiles files, TileWriter tiles, List<byte[]> last) {
        this.files = files;
        this.tiles = tiles;
        this.last = last;
    }

    /// Opens the log of a directory, which may be empty or not be there yet.
    ///
    /// @throws TileFault if tiles or bundles are missing, cut short or disagree
    public static EntryLog open(DurableFiles files) {
        TileWriter tiles = TileWriter.open(files);
        long size = tiles.size();
        long bundle = size / TilePath.FULL;
        int width = (int) (size % TilePath.FULL);
        var log = new EntryLog(files, tiles, new ArrayList<>());
        if (width > 0) {
            log.last.addAll(log.bundle(bundle, width));
        }
        if (bundle > 0) {
            Partials.delete(files, new TilePath.Entries(bundle - 1, TilePath.FULL));
        }
        return log;
    }

    /// How many entries there are.
    public long size() {
        return tiles.size();
    }

    /// Reads the tree as it is now.
    public TileReader reader() {
        return tiles.reader();
    }

    /// Appends one entry and returns its index.
    public long append(byte[] entry) {
        if (entry.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "expected an entry of at most %d bytes, found %d"
                            .formatted(MOST_BYTES, entry.length));
        }
        long index = tiles.size();
        List<byte[]> bundle = new ArrayList<>(last);
        bundle.add(entry.clone());
        var path = new TilePath.Entries(index / TilePath.FULL, bundle.size());
        files.replace(path.toString(), join(bundle));
        tiles.append(index, List.of(Hash.leaf(entry)));
        last.add(entry.clone());
        if (path.full()) {
            last.clear();
            Partials.delete(files, path);
        }
        return index;
    }

    /// An entry, checked against its leaf hash.
    ///
    /// @throws TileFault if its bundle is missing or disagrees with the tile
    public byte[] entry(long index) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException(
                    "expected an entry below %d, found %d".formatted(size(), index));
        }
        long bundle = index / TilePath.FULL;
        List<byte[]> entries = bundle(bundle, Level.width(size(), 0, bundle));
        return entries.get((int) (index % TilePath.FULL)).clone();
    }

    /// Checks the partial bundles that smaller sizes left: each must be the beginning of its bundle.
    ///
    /// @param entry gives the entry at an index
    /// @throws TileFault if one is not
    public static void requirePartials(DurableFiles files, long size, LongFunction<byte[]> entry) {
        long last = Math.max(0, size - 1) / TilePath.FULL;
        for (long index = Math.max(0, last - 1); index <= last; index++) {
            for (int width : Partials.widths(files, new TilePath.Entries(index, TilePath.FULL))) {
                var path = new TilePath.Entries(index, width);
                Optional<byte[]> bytes = TileFiles.read(files, path, LARGEST_BUNDLE);
                List<byte[]> entries = bytes.map(found -> split(path, found)).orElse(List.of());
                for (int i = 0; i < entries.size() && index * TilePath.FULL + i < size; i++) {
                    if (!Arrays.equals(entries.get(i), entry.apply(index * TilePath.FULL + i))) {
                        throw new TileFault(path, "is not the beginning of its bundle");
                    }
                }
            }
        }
    }

    private List<byte[]> bundle(long index, int width) {
        var path = new TilePath.Entries(index, width);
        Optional<byte[]> bytes = TileFiles.read(files, path, LARGEST_BUNDLE);
        List<byte[]> entries =
                split(path, bytes.orElseThrow(() -> new TileFault(path, "is missing")));
        List<Hash> leaves = reader().tile(0, index);
        for (int i = 0; i < width; i++) {
            if (!Hash.leaf(entries.get(i)).equals(leaves.get(i))) {
                throw new TileFault(
                        path,
                        "has an entry at index %d that is not the one of the leaf"
                                .formatted(index * TilePath.FULL + i));
            }
        }
        return entries;
    }

    /// The entries of a bundle's bytes: each after its length as 2 bytes, big-endian.
    ///
    /// @throws TileFault if they are not as many as the path says
    public static List<byte[]> split(TilePath.Entries path, byte[] bytes) {
        List<byte[]> entries = new ArrayList<>();
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.remaining() >= Short.BYTES && entries.size() < path.width()) {
            var entry = new byte[Short.toUnsignedInt(buffer.getShort())];
            if (entry.length > buffer.remaining()) {
                break;
            }
            buffer.get(entry);
            entries.add(entry);
        }
        if (entries.size() != path.width() || buffer.hasRemaining()) {
            throw new TileFault(path, "does not hold just %d entries".formatted(path.width()));
        }
        return entries;
    }

    private static byte[] join(List<byte[]> entries) {
        int length = entries.stream().mapToInt(entry -> Short.BYTES + entry.length).sum();
        var bytes = ByteBuffer.allocate(length);
        entries.forEach(entry -> bytes.putShort((short) entry.length).put(entry));
        return bytes.array();
    }
}
