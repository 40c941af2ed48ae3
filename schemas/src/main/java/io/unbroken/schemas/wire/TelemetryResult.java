package io.unbroken.schemas.wire;

import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.Standing;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.telemetry.LoggerRecord;

/// What came of reading a logger's record.
public sealed interface TelemetryResult permits TelemetryResult.Authentic, Unreadable {

    /// It is proved who sent it.
    ///
    /// @param record what the logger gave
    /// @param content the hash of what was said; two records with one id and one hash are the same
    /// @param party who sent it
    /// @param kind what kind of party that is
    /// @param key the key that signed
    /// @param position its place among its signer's records for the logger
    /// @param hash the record's hash, which the signer's next one names
    /// @param standing what the key's signature was worth when the log had it
    record Authentic(
            LoggerRecord record,
            ContentHash content,
            PartyId party,
            PartyKind kind,
            KeyId key,
            ChainPosition position,
            RecordHash hash,
            Standing standing)
            implements TelemetryResult {}
}
