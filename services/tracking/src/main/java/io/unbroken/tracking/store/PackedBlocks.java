package io.unbroken.tracking.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The blocks of one bucket as few bytes, without loss: what they have in common is next to each other (all offsets, all times, each
/// header's values), and the whole is compressed. Signatures and hashes cannot be: with blocks of sixty readings they are half of it.
final class PackedBlocks {

    private static final int FORM = 1;

    /// Above this a day takes some percent fewer bytes and many times longer.
    private static final int LEVEL = 3;

    /// Twice what a bucket may hold.
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private PackedBlocks() {}

    static byte[] pack(List<KeptBlock> blocks) {
        var columns = new Columns();
        blocks.forEach(columns::add);
        byte[] plain = columns.bytes(blocks.size());
        byte[] compressed = Zstd.compress(plain, LEVEL);
        return ByteBuffer.allocate(Integer.BYTES + compressed.length)
                .putInt(plain.length)
                .put(compressed)
                .array();
    }

    /// @throws IllegalArgumentException if the bytes are no packed blocks
    static List<KeptBlock> unpack(byte[] packed) {
        if (packed.length < Integer.BYTES) {
            throw new IllegalArgumentException("expected packed blocks, found too few bytes");
        }
        int size = ByteBuffer.wrap(packed).getInt();
        if (size < 0 || size > MOST_BYTES) {
            throw new IllegalArgumentException("expected packed blocks, found " + size);
        }
        byte[] plain;
        try {
            plain = Zstd.decompress(Arrays.copyOfRange(packed, Integer.BYTES, packed.length), size);
        } catch (ZstdException malformed) {
            throw new IllegalArgumentException(
                    "expected packed blocks, found other bytes", malformed);
        }
        if (plain.length != size) {
            throw new IllegalArgumentException("expected packed blocks, found a part");
        }
        return Rows.of(new Unpacking(plain)).blocks();
    }

    /// The parts of a record, each in the column of its kind.
    private enum Kind {
        STATEMENTS,
        PARTITIONS,
        OFFSETS,
        TIMES,
        KEYS,
        VALUES,
        SHAPES
    }

    private static final class Columns {

        private final Map<Kind, Packing> columns = new EnumMap<>(Kind.class);
        private final Map<String, Integer> words = new HashMap<>();
        private final Packing dictionary = new Packing();
        private final Map<Integer, Packing> headers = new TreeMap<>();
        private long offset;
        private long time;

        void add(KeptBlock block) {
            LogRecord record = block.record();
            LogPosition position = record.position();
            column(Kind.STATEMENTS).text(block.statement());
            column(Kind.PARTITIONS).number(word(position.partition().topic()));
            column(Kind.PARTITIONS).number(position.partition().partition());
            column(Kind.OFFSETS).number(position.offset() - offset);
            offset = position.offset();
            long millis = record.recordTime().toEpochMilli();
            column(Kind.TIMES).number(millis - time);
            time = millis;
            column(Kind.KEYS).some(record.key());
            column(Kind.VALUES).some(record.value());
            column(Kind.SHAPES).number(record.headers().size());
            for (LogHeader header : record.headers()) {
                int name = word(header.name());
                column(Kind.SHAPES).number(name);
                headers.computeIfAbsent(name, _ -> new Packing()).some(header.value());
            }
        }

        private Packing column(Kind kind) {
            return columns.computeIfAbsent(kind, _ -> new Packing());
        }

        private int word(String text) {
            Integer known = words.get(text);
            if (known != null) {
                return known;
            }
            int next = words.size();
            words.put(text, next);
            dictionary.text(text);
            return next;
        }

        byte[] bytes(int blocks) {
            var all = new Packing();
            all.number(FORM);
            all.number(blocks);
            all.number(words.size());
            all.raw(dictionary.bytes());
            for (Kind kind : Kind.values()) {
                all.array(column(kind).bytes());
            }
            all.number(headers.size());
            headers.forEach((name, column) -> {
                all.number(name);
                all.array(column.bytes());
            });
            return all.bytes();
        }
    }

    private record Rows(
            int count,
            List<String> words,
            Map<Kind, Unpacking> columns,
            Map<Integer, Unpacking> headers) {

        static Rows of(Unpacking all) {
            if (all.number() != FORM) {
                throw new IllegalArgumentException("expected blocks packed in form " + FORM);
            }
            int count = all.count();
            var words = new ArrayList<String>();
            for (int left = all.count(); left > 0; left--) {
                words.add(all.text());
            }
            var columns = new EnumMap<Kind, Unpacking>(Kind.class);
            for (Kind kind : Kind.values()) {
                columns.put(kind, all.part());
            }
            var headers = new HashMap<Integer, Unpacking>();
            for (int left = all.count(); left > 0; left--) {
                headers.put(all.count(), all.part());
            }
            requireEnd(all);
            return new Rows(count, words, columns, headers);
        }

        List<KeptBlock> blocks() {
            var blocks = new ArrayList<KeptBlock>();
            long offset = 0;
            long time = 0;
            for (int i = 0; i < count; i++) {
                String statement = column(columns, Kind.STATEMENTS).text();
                Unpacking partitions = column(columns, Kind.PARTITIONS);
                var partition = new LogPartition(word(partitions.count()), partitions.count());
                offset += column(columns, Kind.OFFSETS).number();
                time += column(columns, Kind.TIMES).number();
                blocks.add(
                        new KeptBlock(
                                statement,
                                new LogRecord(
                                        new LogPosition(partition, offset),
                                        Instant.ofEpochMilli(time),
                                        column(columns, Kind.KEYS).some(),
                                        column(columns, Kind.VALUES).some(),
                                        headers(column(columns, Kind.SHAPES)))));
            }
            columns.values().forEach(Rows::requireEnd);
            headers.values().forEach(Rows::requireEnd);
            return blocks;
        }

        private List<LogHeader> headers(Unpacking shapes) {
            var named = new ArrayList<LogHeader>();
            for (int left = shapes.count(); left > 0; left--) {
                int name = shapes.count();
                named.add(new LogHeader(word(name), column(headers, name).some()));
            }
            return named;
        }

        private String word(int index) {
            if (index < 0 || index >= words.size()) {
                throw new IllegalArgumentException("expected a word of the dictionary");
            }
            return words.get(index);
        }

        private static <K> Unpacking column(Map<K, Unpacking> columns, K name) {
            Unpacking column = columns.get(name);
            if (column == null) {
                throw new IllegalArgumentException("expected a column for each header");
            }
            return column;
        }

        private static void requireEnd(Unpacking column) {
            if (column.hasMore()) {
                throw new IllegalArgumentException("expected packed blocks, found more");
            }
        }
    }
}
