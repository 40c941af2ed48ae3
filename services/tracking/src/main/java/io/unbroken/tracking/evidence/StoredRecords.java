package io.unbroken.tracking.evidence;

import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.verifier.bundle.Line.StoredHeader;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Records as bundles hold them.
final class StoredRecords {

    private StoredRecords() {}

    static StoredRecord of(LogRecord record) {
        return new StoredRecord(
                record.headers().stream()
                        .map(header -> new StoredHeader(header.name(), base64(header.value())))
                        .toList(),
                base64(record.key()),
                record.position().offset(),
                record.position().partition().partition(),
                List.of(),
                record.recordTime().toEpochMilli(),
                record.position().partition().topic(),
                base64(record.value()));
    }

    private static Optional<String> base64(Optional<Bytes> bytes) {
        return bytes.map(each -> Base64.getEncoder().encodeToString(each.array()));
    }
}
