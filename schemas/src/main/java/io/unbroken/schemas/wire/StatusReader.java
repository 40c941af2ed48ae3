package io.unbroken.schemas.wire;

import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.codec.ModelCodec;

/// Reads the records of the status topic. Safe for all threads.
public final class StatusReader {

    private final AvroReader reader;
    private final ModelCodec<JourneyStatus> codec;

    public StatusReader(WriterSchemas schemas) {
        this.reader = new AvroReader(TopicCatalogue.STATUS, schemas);
        this.codec = ModelCodec.of(JourneyStatus.class, SchemaCatalogue.of(TopicCatalogue.STATUS));
    }

    /// Where the journey stands, or why that cannot be read.
    ///
    /// @throws RegistryUnavailable if its schema cannot be had now; try again
    public StatusResult read(LogRecord record) {
        return switch (reader.payload(record.value())) {
            case Unreadable unreadable -> unreadable;
            case AvroReader.Parts parts -> decode(record, parts);
        };
    }

    private StatusResult decode(LogRecord record, AvroReader.Parts parts) {
        return switch (reader.decode(parts)) {
            case Unreadable unreadable -> unreadable;
            case AvroReader.Value value -> status(record, value);
        };
    }

    private StatusResult status(LogRecord record, AvroReader.Value value) {
        try {
            JourneyStatus status = codec.decode(value.record());
            return record.hasKey(status.coi().value())
                    ? new StatusResult.Current(status)
                    : new Unreadable(
                            QuarantineReason.WRONG_KEY,
                            "expected the chain of identity id as Kafka key, found another");
        } catch (IllegalArgumentException e) {
            return Unreadable.invalid(e);
        }
    }
}
