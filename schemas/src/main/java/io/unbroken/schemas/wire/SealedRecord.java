package io.unbroken.schemas.wire;

import io.unbroken.custody.identity.ContentHash;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A signed record, ready to send.
///
/// @param record what to send; a `traceparent` header may be added
/// @param content the hash of what it says
/// @param position its place among its signer's
/// @param hash its own hash, which the next one names
public record SealedRecord(
        ProducerRecord<byte[], byte[]> record,
        ContentHash content,
        ChainPosition position,
        RecordHash hash) {

    /// The place of the signer's next record for the same Kafka key.
    public ChainPosition next() {
        return position.next(hash);
    }
}
