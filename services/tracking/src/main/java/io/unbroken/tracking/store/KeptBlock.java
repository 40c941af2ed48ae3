package io.unbroken.tracking.store;

import io.unbroken.tracking.log.LogRecord;

/// One signed block of readings, with the record that first brought it.
///
/// @param statement what makes two records the same block
public record KeptBlock(String statement, LogRecord record) {

    /// Of two records of one block, the one that stands first on the log.
    public KeptBlock first(KeptBlock other) {
        return record.position().compareTo(other.record.position()) <= 0 ? this : other;
    }
}
