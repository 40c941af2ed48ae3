package io.unbroken.tracking.store;

import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Blocks taken apart, each part in the column of its kind; [PackedRows] puts them together again.
final class PackedColumns {

    static final int FORM = 2;

    /// The parts of a record, each in the column of its kind.
    enum Kind {
        STATEMENTS,
        PARTITIONS,
        OFFSETS,
        TIMES,
        KEYS,
        VALUES,
        SHAPES
    }

    private final SignedChain chain = SignedChain.ofCurrentContract();
    private final Map<Kind, Packing> columns = new EnumMap<>(Kind.class);
    private final Map<String, Integer> words = new HashMap<>();
    private final Packing dictionary = new Packing();
    private final Map<Integer, Packing> headers = new TreeMap<>();
    private final Packing raw = new Packing();
    private boolean follows;
    private int blocks;
    private long offset;
    private long time;

    void add(KeptBlock block) {
        LogRecord record = block.record();
        LogPosition position = record.position();
        addStatement(block);
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
        Optional<Bytes> previous =
                chain.previous(record)
                        .map(text -> Bytes.of(text.getBytes(StandardCharsets.US_ASCII)));
        record.headers().forEach(header -> addHeader(header, previous));
        chain.add(record);
        blocks++;
    }

    private void addStatement(KeptBlock block) {
        boolean known =
                chain.statement(block.record()).filter(block.statement()::equals).isPresent();
        follows |= known;
        column(Kind.STATEMENTS).number(known ? 1 : 0);
        if (!known) {
            column(Kind.STATEMENTS).text(block.statement());
        }
    }

    private void addHeader(LogHeader header, Optional<Bytes> previous) {
        int name = word(header.name());
        column(Kind.SHAPES).number(name);
        Packing column = headers.computeIfAbsent(name, _ -> new Packing());
        PackedHeader form = PackedHeader.of(header, previous);
        follows |= form == PackedHeader.FOLLOWS;
        column.number(form.number());
        Bytes value = header.value().orElseGet(() -> Bytes.of(new byte[0]));
        if (form == PackedHeader.VERBATIM) {
            column.array(value.array());
        }
        raw.raw(form.few(value));
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

    /// What compression makes less of.
    byte[] bytes() {
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

    /// What it does not: the schema's hash, where something follows by it, signatures and hashes.
    byte[] raw() {
        var all = new Packing();
        all.array(follows ? chain.schema() : new byte[0]);
        all.raw(raw.bytes());
        return all.bytes();
    }
}
