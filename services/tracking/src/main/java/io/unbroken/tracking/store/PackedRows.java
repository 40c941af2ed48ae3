package io.unbroken.tracking.store;

import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.store.PackedColumns.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Blocks put together from what [PackedColumns] made of them.
record PackedRows(
        int count,
        List<String> words,
        Map<Kind, Unpacking> columns,
        Map<Integer, Unpacking> headers,
        SignedChain chain,
        Unpacking raw) {

    /// @throws IllegalArgumentException if the bytes are no packed blocks
    static PackedRows of(Unpacking all, Unpacking raw) {
        if (all.number() != PackedColumns.FORM) {
            throw new IllegalArgumentException(
                    "expected blocks packed in form " + PackedColumns.FORM);
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
        return new PackedRows(count, words, columns, headers, new SignedChain(raw.array()), raw);
    }

    List<KeptBlock> blocks() {
        var blocks = new ArrayList<KeptBlock>();
        long offset = 0;
        long time = 0;
        for (int i = 0; i < count; i++) {
            Unpacking partitions = column(columns, Kind.PARTITIONS);
            var partition = new LogPartition(word(partitions.count()), partitions.count());
            offset += column(columns, Kind.OFFSETS).number();
            time += column(columns, Kind.TIMES).number();
            var position = new LogPosition(partition, offset);
            LogRecord record = record(position, Instant.ofEpochMilli(time));
            chain.add(record);
            blocks.add(new KeptBlock(statement(record), record));
        }
        columns.values().forEach(PackedRows::requireEnd);
        headers.values().forEach(PackedRows::requireEnd);
        requireEnd(raw);
        return blocks;
    }

    private LogRecord record(LogPosition position, Instant time) {
        Optional<Bytes> key = column(columns, Kind.KEYS).some();
        Optional<Bytes> value = column(columns, Kind.VALUES).some();
        var kept = new ArrayList<LogHeader>();
        var following = new ArrayList<Integer>();
        Unpacking shapes = column(columns, Kind.SHAPES);
        for (int left = shapes.count(); left > 0; left--) {
            int name = shapes.count();
            Unpacking column = column(headers, name);
            PackedHeader form = PackedHeader.of(column.count());
            if (form == PackedHeader.FOLLOWS) {
                following.add(kept.size());
            }
            kept.add(new LogHeader(word(name), value(form, column)));
        }
        var record = new LogRecord(position, time, key, value, kept);
        if (following.isEmpty()) {
            return record;
        }
        Bytes previous =
                chain.previous(record)
                        .map(text -> Bytes.of(text.getBytes(StandardCharsets.US_ASCII)))
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "expected a record from which the next one's header follows"));
        following.forEach(index ->
                kept.set(index, new LogHeader(kept.get(index).name(), Optional.of(previous))));
        return new LogRecord(position, time, key, value, kept);
    }

    private Optional<Bytes> value(PackedHeader form, Unpacking column) {
        return switch (form) {
            case ABSENT, FOLLOWS -> Optional.empty();
            case VERBATIM -> Optional.of(Bytes.of(column.array()));
            case HASH, SIGNATURE -> Optional.of(form.whole(raw.raw(form.size())));
        };
    }

    private String statement(LogRecord record) {
        Unpacking statements = column(columns, Kind.STATEMENTS);
        if (statements.number() == 0) {
            return statements.text();
        }
        return chain.statement(record)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "expected a record from which its statement follows"));
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
