package io.unbroken.schemas.wire;

/// Why a record cannot be read or attributed. All are deterministic, given the record, its time, and the keys and schemas of the moment.
public enum QuarantineReason {
    /// It does not begin as Confluent's wire format does.
    NOT_AVRO,
    /// The registry has no Avro schema of its id; try again when it has.
    UNKNOWN_SCHEMA,
    /// Its schema is one of another subject.
    FOREIGN_SCHEMA,
    /// Its bytes are not of its schema, or its schema cannot be read as the current one.
    UNDECODABLE,
    /// It says what cannot be.
    INVALID_VALUE,
    /// It has not all headers that a signed record has, or one of another form.
    MISSING_HEADER,
    /// No registered key has its key id; try again when one has.
    UNKNOWN_KEY,
    /// Its key was revoked when the log had it; try again when the root withdraws that.
    KEY_REVOKED,
    /// Its party had stopped signing with its key when the log had it; try again when the root withdraws that.
    KEY_RETIRED,
    /// The key did not sign this.
    BAD_SIGNATURE,
    /// Its Kafka key is not that of what it says.
    WRONG_KEY,
    /// The party may not say this, here, or in that party's name.
    NOT_ENTITLED
}
