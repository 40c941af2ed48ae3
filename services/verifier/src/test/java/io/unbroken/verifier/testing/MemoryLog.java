package io.unbroken.verifier.testing;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.leaf.LeafBytes;
import io.unbroken.ledger.leaf.LeafHeader;
import io.unbroken.ledger.merkle.Tree;
import io.unbroken.ledger.note.Cosigner;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.verifier.bundle.Line.StoredHeader;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import io.unbroken.verifier.maker.SealedLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/// A log of several topics with its trees, its master tree and its signers.
public final class MemoryLog {

    /// Partitions of each topic but that of keys.
    static final int PARTITIONS = 3;

    private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");

    private final NoteSigner signer;
    private final Cosigner witness;
    private final Map<TreeName, List<StoredRecord>> records = new HashMap<>();
    private final Map<TreeName, MemoryTree> trees = new HashMap<>();
    private final MemoryTree master = new MemoryTree();
    private final List<Heads> entries = new ArrayList<>();
    private final TreeMap<TreeName, Long> sealed = new TreeMap<>();
    private long now = BEGIN.toEpochMilli();

    public MemoryLog(NoteSigner signer, Cosigner witness) {
        this.signer = signer;
        this.witness = witness;
    }

    /// Appends what a party sends, as the broker does.
    public StoredRecord append(ProducerRecord<byte[], byte[]> sent, int partition) {
        List<StoredHeader> headers = new ArrayList<>();
        for (Header header : sent.headers()) {
            headers.add(new StoredHeader(header.key(), Optional.of(base64(header.value()))));
        }
        var tree = new TreeName(sent.topic(), partition);
        now += 250;
        var record =
                new StoredRecord(
                        headers,
                        Optional.of(base64(sent.key())),
                        of(tree).size(),
                        partition,
                        List.of(),
                        now,
                        sent.topic(),
                        Optional.of(base64(sent.value())));
        append(record);
        return record;
    }

    /// Appends a record as it is.
    public void append(StoredRecord record) {
        var tree = new TreeName(record.topic(), record.partition());
        of(tree).add(record);
        List<LeafHeader> headers = new ArrayList<>();
        for (StoredHeader header : record.headers()) {
            headers.add(new LeafHeader(header.name(), bytes(header.value().orElseThrow())));
        }
        trees.computeIfAbsent(tree, _ -> new MemoryTree())
                .append(
                        LeafBytes.hash(
                                bytes(record.key().orElseThrow()),
                                bytes(record.value().orElseThrow()),
                                record.time(),
                                headers));
    }

    /// All records of a topic, in the order of partitions and offsets.
    public List<StoredRecord> records(String topic) {
        return records.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /// Seals what grew, and gives the checkpoint's view of the log.
    public SealedLog seal() {
        List<Head> grown = new ArrayList<>();
        for (Map.Entry<TreeName, MemoryTree> tree : new TreeMap<>(trees).entrySet()) {
            long size = tree.getValue().size();
            if (sealed.getOrDefault(tree.getKey(), 0L) < size) {
                grown.add(new Head(tree.getKey(), size, tree.getValue().at(size).root()));
                sealed.put(tree.getKey(), size);
            }
        }
        if (!grown.isEmpty()) {
            var heads = new Heads(grown);
            entries.add(heads);
            master.append(heads.leaf());
        }
        return view(entries.size());
    }

    /// The log as it was when its master tree had `size` entries.
    public SealedLog view(long size) {
        Note bare = signer.sign(Checkpoint.of(signer.name(), size, master.at(size).root()).text());
        Note note = bare.with(List.of(witness.cosign(bare.text(), Instant.ofEpochMilli(now))));
        return new View(note, size);
    }

    private List<StoredRecord> of(TreeName tree) {
        return records.computeIfAbsent(tree, _ -> new ArrayList<>());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private final class View implements SealedLog {

        private final Note note;
        private final long size;

        View(Note note, long size) {
            this.note = note;
            this.size = size;
        }

        @Override
        public Note note() {
            return note;
        }

        @Override
        public Tree master() {
            return master.at(size);
        }

        @Override
        public Heads entry(long index) {
            return entries.get((int) index);
        }

        @Override
        public Optional<SealedTree> tree(TreeName name) {
            for (long index = size - 1; index >= 0; index--) {
                Optional<Head> head = entry(index).of(name);
                MemoryTree tree = trees.get(name);
                if (head.isPresent() && tree != null) {
                    return Optional.of(
                            new SealedTree(index, head.get(), tree.at(head.get().size())));
                }
            }
            return Optional.empty();
        }
    }
}
