package io.unbroken.verifier.maker;

import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.history.History;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.merkle.Tree;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.text.StrictText;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.wire.WriterSchemas;
import io.unbroken.verifier.bundle.BundleWriter;
import io.unbroken.verifier.bundle.Line;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import io.unbroken.verifier.maker.SealedLog.SealedTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.SchemaNormalization;

/// One journey's bundle, ready to be written, as often as one likes: the same bytes each time.
public final class Bundle {

    /// Confluent's prefix: a zero byte and the schema's id.
    private static final int PREFIX = 5;

    private final CoiId coi;
    private final SealedLog log;
    private final WriterSchemas schemas;
    private final Map<TreeName, SealedTree> trees;
    private final List<StoredRecord> records;
    private final History history;
    private final Map<LoggerId, Readings> readings;

    Bundle(
            CoiId coi,
            SealedLog log,
            WriterSchemas schemas,
            Map<TreeName, SealedTree> trees,
            List<StoredRecord> records,
            History history,
            Map<LoggerId, Readings> readings) {
        this.coi = coi;
        this.log = log;
        this.schemas = schemas;
        this.trees = trees;
        this.records = List.copyOf(records);
        this.history = history;
        this.readings = Map.copyOf(readings);
    }

    /// The history that the records give.
    public History history() {
        return history;
    }

    /// The readings of its loggers.
    public Map<LoggerId, Readings> readings() {
        return readings;
    }

    /// The checkpoint with its cosignatures.
    public Note note() {
        return log.note();
    }

    /// All records, without proofs, in the order of the bundle.
    public List<StoredRecord> records() {
        return records;
    }

    /// The log's name and size that the bundle is proved in.
    public Checkpoint checkpoint() {
        return Checkpoint.parse(log.note().text());
    }

    /// Writes the bundle.
    ///
    /// @param from the size of a checkpoint that the reader holds, from 0 to the log's size
    /// @return the bundle's digest
    public String write(OutputStream out, Optional<Long> from) throws IOException {
        Checkpoint checkpoint = checkpoint();
        var writer = new BundleWriter(out);
        writer.write(
                new Line.Header(
                        coi.value(),
                        Line.FORMAT,
                        checkpoint.origin(),
                        records.size(),
                        History.RULES,
                        checkpoint.size()));
        writer.write(new Line.Checkpoint(log.note().toString()));
        if (from.isPresent()) {
            writer.write(consistency(from.get()));
        }
        for (long index : entries(checkpoint)) {
            writer.write(entry(index));
        }
        for (Map.Entry<Integer, String> schema : usedSchemas().entrySet()) {
            writer.write(new Line.WriterSchema(schema.getKey(), schema.getValue()));
        }
        for (StoredRecord record : records) {
            writer.write(proved(record));
        }
        writer.write(new Line.DerivedHistory(history.canonical()));
        return writer.finish();
    }

    private Line.Consistency consistency(long from) {
        Tree master = log.master();
        return new Line.Consistency(
                from,
                texts(master.consistency(from).path()),
                new Tree(master.hashes(), from).root().base64());
    }

    // The last one shows up to when the bundle looks.
    private Set<Long> entries(Checkpoint checkpoint) {
        Set<Long> entries = new TreeSet<>();
        trees.values().forEach(tree -> entries.add(tree.entry()));
        entries.add(checkpoint.size() - 1);
        return entries;
    }

    private Line.Entry entry(long index) {
        List<Line.TreeHead> heads = new ArrayList<>();
        for (Head head : log.entry(index).heads()) {
            heads.add(new Line.TreeHead(head.root().base64(), head.size(), head.tree().toString()));
        }
        return new Line.Entry(heads, index, texts(log.master().inclusion(index).path()));
    }

    private StoredRecord proved(StoredRecord record) {
        if (TopicCatalogue.statements().stream()
                .anyMatch(topic -> topic.name().equals(record.topic()))) {
            return record; // Of these the whole trees are here.
        }
        Tree tree = Objects.requireNonNull(trees.get(tree(record))).tree();
        return new StoredRecord(
                record.headers(),
                record.key(),
                record.offset(),
                record.partition(),
                texts(tree.inclusion(record.offset()).path()),
                record.time(),
                record.topic(),
                record.value());
    }

    private Map<Integer, String> usedSchemas() {
        Set<Integer> ids = new HashSet<>();
        records.forEach(record -> record.value().flatMap(Bundle::schemaId).ifPresent(ids::add));
        Map<Integer, String> texts = new TreeMap<>();
        for (int id : ids) {
            schemas.byId(id)
                    .map(SchemaNormalization::toParsingForm)
                    .ifPresent(text -> texts.put(id, text));
        }
        return texts;
    }

    private static Optional<Integer> schemaId(String value) {
        byte[] bytes = StrictText.base64(value);
        return bytes.length < PREFIX || bytes[0] != 0
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(bytes).getInt(1));
    }

    static TreeName tree(StoredRecord record) {
        return new TreeName(record.topic(), record.partition());
    }

    private static List<String> texts(List<Hash> hashes) {
        return hashes.stream().map(Hash::base64).toList();
    }
}
