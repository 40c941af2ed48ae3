package io.unbroken.schemas.wire;

/// A record's place among those of one signing key for one journey (or one logger, or one party).
///
/// @param sequence its running number, from 1
/// @param previous the hash of the one before, [RecordHash#NONE] exactly for the first
public record ChainPosition(long sequence, RecordHash previous) {

    public ChainPosition {
        if (sequence < 1 || (sequence == 1) != previous.equals(RecordHash.NONE)) {
            throw new IllegalArgumentException(
                    "expected sequence 1 without a previous record or a later one with it, found %d"
                            .formatted(sequence));
        }
    }

    public static ChainPosition first() {
        return new ChainPosition(1, RecordHash.NONE);
    }

    /// The place after this one.
    ///
    /// @param hash the hash of the record at this place
    public ChainPosition next(RecordHash hash) {
        return new ChainPosition(Math.addExact(sequence, 1), hash);
    }
}
