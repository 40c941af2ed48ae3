package io.unbroken.verifier;

import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.leaf.LeafBytes;
import io.unbroken.ledger.leaf.LeafHeader;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.text.StrictText;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.verifier.bundle.Line.StoredHeader;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// A record of a bundle with its bytes.
@SuppressWarnings("ArrayRecordComponent") // Lives for one step and is compared by no one.
record RawRecord(
        StoredRecord stored,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<LeafHeader> headers) {

    /// @throws IllegalArgumentException if a text is no base64 in its canonical form
    static RawRecord of(StoredRecord stored) {
        List<LeafHeader> headers = new ArrayList<>();
        for (StoredHeader header : stored.headers()) {
            headers.add(new LeafHeader(header.name(), bytes(header.value())));
        }
        return new RawRecord(stored, bytes(stored.key()), bytes(stored.value()), headers);
    }

    TreeName tree() {
        return new TreeName(stored.topic(), stored.partition());
    }

    Hash leaf() {
        return LeafBytes.hash(key, value, stored.time(), headers);
    }

    LogRecord wire() {
        var kafka = new RecordHeaders();
        headers.forEach(header -> kafka.add(header.name(), header.value()));
        return new LogRecord(
                stored.topic(), Instant.ofEpochMilli(stored.time()), key, value, kafka);
    }

    private static byte @Nullable [] bytes(Optional<String> base64) {
        return base64.isPresent() ? StrictText.base64(base64.get()) : null;
    }
}
