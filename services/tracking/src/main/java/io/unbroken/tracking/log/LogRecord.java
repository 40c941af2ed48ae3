package io.unbroken.tracking.log;

import io.unbroken.ledger.leaf.LeafBytes;
import io.unbroken.ledger.leaf.LeafHeader;
import io.unbroken.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One record of the log, whole, before anyone has looked into it.
///
/// @param recordTime when the broker had it (`LogAppendTime`)
/// @param key absent where a stranger wrote a record without one
/// @param value absent for a tombstone, which no topic of ours has
public record LogRecord(
        LogPosition position,
        Instant recordTime,
        Optional<Bytes> key,
        Optional<Bytes> value,
        List<LogHeader> headers) {

    /// In which order the log had records: by the broker's time, for whoever writes chooses the partition, and then by place.
    public static final Comparator<LogRecord> AS_HAD =
            Comparator.comparing(LogRecord::recordTime).thenComparing(LogRecord::position);

    /// A trace context is 55 characters; a longer header of that name is not one.
    private static final int LONGEST_TRACE_CONTEXT = 64;

    public LogRecord {
        headers = List.copyOf(headers);
    }

    /// Bytes of value and headers together: what keeping this record costs.
    public int size() {
        return value.map(Bytes::size).orElse(0)
                + headers.stream()
                        .mapToInt(h -> h.name().length() + h.value().map(Bytes::size).orElse(0))
                        .sum();
    }

    /// The hash of this record as a leaf of its partition's tree.
    public Hash leaf() {
        return LeafBytes.hash(
                array(key),
                array(value),
                recordTime.toEpochMilli(),
                headers.stream()
                        .map(header -> new LeafHeader(header.name(), array(header.value())))
                        .toList());
    }

    private static byte @Nullable [] array(Optional<Bytes> bytes) {
        return bytes.map(Bytes::array).orElse(null);
    }

    /// The W3C trace context of whoever wrote the record, as it stands there.
    public Optional<String> traceparent() {
        return headers.stream()
                .filter(header -> header.name().equals("traceparent"))
                .flatMap(header -> header.value().stream())
                .filter(value -> value.size() <= LONGEST_TRACE_CONTEXT)
                .map(value -> new String(value.array(), StandardCharsets.US_ASCII))
                .findFirst();
    }
}
