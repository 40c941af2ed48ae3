package io.unbroken.tracking.sealer;

import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A partition: what the log holds of it, and how far the recorder is.
final class SimulatedPartition {

    final LogPartition id;
    private final boolean hasRecorder;
    private final List<LogRecord> records = new ArrayList<>();
    private final List<Frontier> recorded = new ArrayList<>(List.of(Frontier.EMPTY));
    private int at;
    private boolean disputed;
    private Optional<LogRecord> beforeAlteration = Optional.empty();

    SimulatedPartition(String topic, int partition, boolean hasRecorder) {
        this.id = new LogPartition(topic, partition);
        this.hasRecorder = hasRecorder;
    }

    int size() {
        return records.size();
    }

    void append(int count, Random random) {
        for (int i = 0; i < count; i++) {
            records.add(record(records.size(), "record " + random.nextLong()));
        }
    }

    /// The recorder goes on, by so many records at most.
    void record(int most) {
        if (!hasRecorder) {
            return;
        }
        int until = Math.min(records.size(), at + most);
        for (int i = at; i < until; i++) {
            if (recorded.size() == i + 1) {
                Hash leaf = disputed ? Hash.leaf(new byte[9]) : records.get(i).leaf();
                recorded.add(recorded.get(i).append(leaf));
            }
        }
        at = until;
    }

    /// The store lost its newest writes.
    void fallBack(Random random) {
        at = random.nextInt(at + 1);
    }

    void dispute() {
        disputed = true;
    }

    /// Whether the recorder has another tree than the log.
    boolean disputed() {
        return !recorded.getLast().equals(tree(recorded.size() - 1));
    }

    /// Changes one of the first `sealed` records, not far from the last of them.
    void alter(int sealed, Random random) {
        int offset = sealed - 1 - random.nextInt(Math.min(sealed, 200));
        beforeAlteration = Optional.of(records.get(offset));
        records.set(offset, record(offset, "altered"));
    }

    boolean altered() {
        return beforeAlteration.isPresent();
    }

    /// The records from an offset on, as they were before the alteration if `remembered`.
    List<LogRecord> read(int from, int most, Bug bug) {
        return records.subList(from, Math.min(records.size(), from + most)).stream()
                .map(record ->
                        bug == Bug.DOES_NOT_READ_AGAIN
                                ? beforeAlteration
                                        .filter(old -> old.position().equals(record.position()))
                                        .orElse(record)
                                : record)
                .toList();
    }

    List<Hash> leaves() {
        return records.stream().map(LogRecord::leaf).toList();
    }

    /// Of how many records a head may be: those that the store ever had.
    int sealable() {
        return hasRecorder ? recorded.size() - 1 : records.size();
    }

    /// What the store says, or what a planted bug takes for it.
    Frontier recorded(Bug bug) {
        return switch (bug) {
            case DOES_NOT_COMPARE_WITH_THE_RECORDER -> tree(at);
            case SEALS_WHAT_IS_NOT_RECORDED -> tree(records.size());
            default -> recorded.get(at);
        };
    }

    private Frontier tree(int size) {
        return Frontier.EMPTY.appendAll(leaves().subList(0, size));
    }

    private LogRecord record(long offset, String value) {
        return new LogRecord(
                new LogPosition(id, offset),
                Instant.EPOCH,
                Optional.empty(),
                Optional.of(Bytes.of(value.getBytes(StandardCharsets.US_ASCII))),
                List.of());
    }
}
