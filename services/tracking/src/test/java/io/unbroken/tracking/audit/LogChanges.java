package io.unbroken.tracking.audit;

import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.tiles.TileWriter;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.log.LogRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/// Changes to the records of a log, as who has the brokers' disks could make them.
final class LogChanges {

    private final SplittableRandom random;
    private final Snapshot snapshot;

    LogChanges(SplittableRandom random, Snapshot snapshot) {
        this.random = random;
        this.snapshot = snapshot;
    }

    /// Changes a sealed topic.
    void records() {
        List<LogPartition> partitions =
                snapshot.log().keySet().stream()
                        .filter(each -> !each.equals(Snapshot.CHECKPOINTS))
                        .toList();
        LogPartition partition = partitions.get(random.nextInt(partitions.size()));
        List<LogRecord> before = List.copyOf(log(partition));
        change(partition, log(partitions.get(random.nextInt(partitions.size()))));
        boolean changed = !beginsWith(log(partition), before);
        if (changed && random.nextInt(4) == 0) {
            hashAgain(partition);
        }
    }

    /// Changes the topic of checkpoints.
    void checkpoints() {
        change(Snapshot.CHECKPOINTS, log(Snapshot.CHECKPOINTS));
    }

    private void change(LogPartition partition, List<LogRecord> others) {
        List<LogRecord> log = log(partition);
        int at = random.nextInt(log.size());
        LogRecord other = others.get(random.nextInt(others.size()));
        switch (random.nextInt(7)) {
            case 0, 1 -> log.set(at, flipped(log.get(at)));
            case 2 -> log.remove(at);
            case 3 -> {
                log.remove(at);
                renumber(log, partition);
            }
            case 4 -> {
                log.add(random.nextInt(log.size() + 1), log.get(at));
                renumber(log, partition);
            }
            case 5 -> {
                Collections.swap(log, at, random.nextInt(log.size()));
                renumber(log, partition);
            }
            default -> log.set(at, LogRecords.at(log.get(at).position(), other));
        }
        if (random.nextInt(20) == 0) {
            log.subList(random.nextInt(log.size() + 1), log.size()).clear();
        }
    }

    private List<LogRecord> log(LogPartition partition) {
        return Objects.requireNonNull(snapshot.log().get(partition));
    }

    /// Whether nothing came but more, as anyone who may write to a topic can send it: a copy too is one more record.
    static boolean beginsWith(List<LogRecord> log, List<LogRecord> before) {
        return log.size() >= before.size() && log.subList(0, before.size()).equals(before);
    }

    private LogRecord flipped(LogRecord record) {
        int headers = record.headers().size();
        int which = random.nextInt(3 + 2 * headers);
        return switch (which) {
            case 0 ->
                    with(record, record.key().map(this::flipped), record.value(), record.headers());
            case 1 ->
                    with(record, record.key(), record.value().map(this::flipped), record.headers());
            case 2 ->
                    record.position().partition().equals(Snapshot.CHECKPOINTS)
                            // No tree covers their time: it says nothing that the note does not.
                            ? with(record, Optional.empty(), record.value(), record.headers())
                            : new LogRecord(
                                    record.position(),
                                    record.recordTime().plusMillis(1L << random.nextInt(30)),
                                    record.key(),
                                    record.value(),
                                    record.headers());
            default -> {
                List<LogHeader> changed = new ArrayList<>(record.headers());
                int at = (which - 3) / 2;
                LogHeader header = changed.get(at);
                switch (random.nextInt(4)) {
                    case 0 -> changed.remove(at);
                    case 1 -> changed.set(at, new LogHeader(header.name() + "x", header.value()));
                    case 2 -> changed.add(random.nextInt(headers + 1), header);
                    default ->
                            changed.set(
                                    at,
                                    new LogHeader(
                                            header.name(), header.value().map(this::flipped)));
                }
                yield with(record, record.key(), record.value(), changed);
            }
        };
    }

    private Bytes flipped(Bytes bytes) {
        return Bytes.of(FileChanges.flipped(random, bytes.array()));
    }

    private static LogRecord with(
            LogRecord record, Optional<Bytes> key, Optional<Bytes> value, List<LogHeader> headers) {
        return new LogRecord(record.position(), record.recordTime(), key, value, headers);
    }

    // Offsets are dense on a log, whoever wrote it.
    private static void renumber(List<LogRecord> log, LogPartition partition) {
        for (int offset = 0; offset < log.size(); offset++) {
            log.set(offset, LogRecords.at(new LogPosition(partition, offset), log.get(offset)));
        }
    }

    // Tiles that fit the changed log: only the sealed root can tell.
    private void hashAgain(LogPartition partition) {
        List<LogRecord> log = log(partition);
        Path directory = MemoryFiles.ROOT.resolve(partition.id());
        snapshot.files().keySet().removeIf(file -> file.startsWith(directory));
        List<Hash> leaves = log.stream().map(LogRecord::leaf).toList();
        TileWriter.open(new DurableFiles(new MemoryFiles(snapshot.files()), directory))
                .append(0, leaves);
    }
}
