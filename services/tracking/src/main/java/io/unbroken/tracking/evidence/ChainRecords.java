package io.unbroken.tracking.evidence;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds the records of a journey that are on the log between those that are in its history: kept in quarantine, or said twice.
final class ChainRecords {

    private final StoredLog log;

    ChainRecords(StoredLog log) {
        this.log = log;
    }

    /// All records with the journey's key from the first to the last known one of each partition.
    List<LogRecord> complete(CoiId coi, List<LogRecord> known) {
        Optional<Bytes> key = Optional.of(Bytes.of(coi.value().getBytes(StandardCharsets.UTF_8)));
        Map<LogPartition, Range> ranges = new TreeMap<>();
        for (LogRecord record : known) {
            long offset = record.position().offset();
            ranges.merge(record.position().partition(), new Range(offset, offset), Range::union);
        }
        List<LogRecord> found = new ArrayList<>();
        ranges.forEach((partition, range) ->
                found.addAll(
                        log.read(
                                partition,
                                range.first(),
                                range.last() + 1,
                                record -> record.key().equals(key))));
        return found;
    }

    private record Range(long first, long last) {

        Range union(Range other) {
            return new Range(Math.min(first, other.first), Math.max(last, other.last));
        }
    }
}
