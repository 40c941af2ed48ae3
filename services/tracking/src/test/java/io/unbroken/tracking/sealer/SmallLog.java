package io.unbroken.tracking.sealer;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.ledger.testing.CrashingDisk;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Two partitions with a recorder and one without, brokers and a disk, for tests of one thing at a time. Nothing happens by itself.
final class SmallLog implements StoredLog, CheckpointLog, PublishedLedger {

    static final Path ROOT = Path.of("/ledger");
    static final NoteSigner SIGNER =
            new NoteSigner("unbroken.example/log", SigningKey.of(new byte[32]));
    static final LogPartition FIRST = new LogPartition("collection.events.v1", 0);
    static final LogPartition SECOND = new LogPartition("collection.events.v1", 1);
    static final LogPartition KEYS = new LogPartition("keys.v1", 0);
    static final List<LogPartition> KEYS_AND_EVENTS = List.of(FIRST, SECOND, KEYS);
    private static final String PARTIAL = ".p";
    static final Duration INTERVAL = Duration.ofSeconds(1);

    CrashingDisk disk = new CrashingDisk(ROOT, 1);
    final Map<LogPartition, List<LogRecord>> records = new TreeMap<>();
    final Map<LogPartition, Integer> recorded = new HashMap<>();
    final List<Published> published = new ArrayList<>();
    final List<Witness> witnesses = new ArrayList<>();
    final List<Set<LogPartition>> rested = new ArrayList<>();

    private final Map<LogPartition, Long> next = new HashMap<>();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    boolean away;

    /// Partitions that give nothing.
    final Set<LogPartition> hidden = new HashSet<>();

    /// How many records of a partition a poll gives at most.
    int most = Integer.MAX_VALUE;

    SmallLog() {
        for (LogPartition partition : KEYS_AND_EVENTS) {
            records.put(partition, new ArrayList<>());
        }
    }

    /// So many records more, which the recorder has.
    void append(LogPartition partition, int count) {
        appendUnrecorded(partition, count);
        recorded.put(partition, of(partition).size());
    }

    /// So many records more, which the recorder does not have yet.
    void appendUnrecorded(LogPartition partition, int count) {
        List<LogRecord> all = of(partition);
        for (int i = 0; i < count; i++) {
            all.add(record(new LogPosition(partition, all.size()), "record " + all.size()));
        }
    }

    /// Another record in the place of one.
    void replace(LogPartition partition, int offset) {
        of(partition).set(offset, record(new LogPosition(partition, offset), "another"));
    }

    static LogRecord record(LogPosition position, String value) {
        return new LogRecord(
                position,
                Instant.EPOCH,
                Optional.empty(),
                Optional.of(Bytes.of((position.id() + value).getBytes(StandardCharsets.US_ASCII))),
                List.of());
    }

    List<LogRecord> of(LogPartition partition) {
        return records.getOrDefault(partition, new ArrayList<>());
    }

    List<Hash> leaves(LogPartition partition) {
        return of(partition).stream().map(LogRecord::leaf).toList();
    }

    LedgerDirectory directory() {
        return new LedgerDirectory(disk, ROOT);
    }

    Ledger ledger() {
        return new Ledger(directory(), SIGNER);
    }

    /// A sealer that goes on from the disk.
    Sealer sealer() {
        next.clear();
        return new Sealer(
                directory(),
                ledger(),
                new Sealer.Ports(
                        this, this::trees, witnesses, this, Set.of(KEYS.topic()), () -> now),
                INTERVAL);
    }

    private Map<LogPartition, Frontier> trees(Set<LogPartition> asked) {
        var trees = new HashMap<LogPartition, Frontier>();
        for (LogPartition partition : asked) {
            int size = recorded.getOrDefault(partition, 0);
            if (size > 0) {
                trees.put(partition, Frontier.EMPTY.appendAll(leaves(partition).subList(0, size)));
            }
        }
        return trees;
    }

    /// One more checkpoint, of one more record in each partition.
    void seal() {
        KEYS_AND_EVENTS.forEach(partition -> append(partition, 1));
        sealAll(sealer());
    }

    /// Steps until a checkpoint is out.
    static Sealer.Step sealAll(Sealer sealer) {
        Sealer.Step step = sealer.step();
        for (int i = 0; i < 10 && step instanceof Sealer.Step.Idle; i++) {
            step = sealer.step();
        }
        return step;
    }

    /// All files, as text that can be compared, without partial tiles that a wider one replaced.
    Map<String, String> files() {
        var files = new TreeMap<String, String>();
        disk.files()
                .forEach((path, bytes) -> {
                    if (!replaced(path)) {
                        files.put(path.toString(), Arrays.toString(bytes));
                    }
                });
        return files;
    }

    private boolean replaced(Path path) {
        Path directory = path.resolveSibling("");
        if (!directory.toString().endsWith(PARTIAL)) {
            return false;
        }
        String full =
                directory.toString().substring(0, directory.toString().length() - PARTIAL.length());
        return disk.files().containsKey(Path.of(full))
                || disk.files().keySet().stream()
                        .filter(other -> other.resolveSibling("").equals(directory))
                        .anyMatch(other -> width(other) > width(path));
    }

    private static int width(Path partial) {
        return Integer.parseInt(String.valueOf(partial.getFileName()));
    }

    void removeAll(String below) {
        disk.files().keySet().stream()
                .filter(file -> file.startsWith(ROOT.resolve(below)))
                .toList()
                .forEach(disk::remove);
    }

    byte[] file(String name) {
        byte[] bytes = disk.files().get(ROOT.resolve(name));
        if (bytes == null) {
            throw new IllegalArgumentException("expected a file " + name);
        }
        return bytes;
    }

    @Override
    public Set<LogPartition> partitions() {
        return records.keySet();
    }

    @Override
    public void place(LogPartition partition, long offset) {
        next.put(partition, offset);
    }

    @Override
    public List<LogRecord> poll(Duration atMost, Set<LogPartition> resting) {
        rested.add(resting);
        var batch = new ArrayList<LogRecord>();
        next.forEach((partition, from) -> {
            List<LogRecord> all = of(partition);
            if (!resting.contains(partition) && !hidden.contains(partition) && from < all.size()) {
                int until = (int) Math.min(all.size(), from + most);
                batch.addAll(all.subList(from.intValue(), until));
            }
        });
        batch.forEach(record -> next.merge(record.position().partition(), 1L, Long::sum));
        return batch;
    }

    @Override
    public Optional<Note> latest() {
        requireHere();
        return published.isEmpty() ? Optional.empty() : Optional.of(published.getLast().note());
    }

    @Override
    public void publish(Published checkpoint) {
        requireHere();
        published.add(checkpoint);
    }

    @Override
    public void read(Consumer<Entry> each) {
        published.forEach(one -> each.accept(entry(one)));
    }

    static Entry entry(Published one) {
        return new Entry(one.note(), Checkpoint.parse(one.note().text()), Heads.parse(one.heads()));
    }

    private void requireHere() {
        if (away) {
            throw new IllegalStateException("the brokers are away");
        }
    }

    @Override
    public void close() {}
}
