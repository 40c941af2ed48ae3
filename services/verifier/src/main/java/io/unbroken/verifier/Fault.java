package io.unbroken.verifier;

/// What of a bundle does not hold.
public enum Fault {
    /// The bytes are not of the format, were cut off, or were changed after they were written.
    FORMAT,
    /// No known log signed the checkpoint, a signature of it is wrong, or too few witnesses cosigned it.
    CHECKPOINT,
    /// The log is not proved to begin with that of the checkpoint which the reader holds.
    CONSISTENCY,
    /// An entry of the master log is not proved to be in it.
    ENTRY,
    /// A schema is not in its canonical form, or used by no record.
    SCHEMA,
    /// A record is not proved to be on the log as it stands here.
    INCLUSION,
    /// The history of keys is not whole.
    KEYS,
    /// The history of products' rules is not whole.
    PROFILES,
    /// It is not proved who made a record, or that its signer may have said it.
    SIGNATURE,
    /// A signer's chain has a gap, a wrong link, or a fork.
    CHAIN,
    /// A record is not one of this journey.
    FOREIGN,
    /// The history is not the one that the records give.
    HISTORY
}
