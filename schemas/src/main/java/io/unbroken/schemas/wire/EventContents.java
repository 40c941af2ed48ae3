package io.unbroken.schemas.wire;

import io.unbroken.custody.event.Event;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.codec.ModelCodec;
import java.util.Optional;

/// Reads what records of an event topic say, without asking who signed them: a party reads with it what it said itself, and knows by the
/// hash that it is this. Safe for all threads.
public final class EventContents {

    private final AvroReader reader;
    private final ModelCodec<Event> codec;

    public EventContents(Topic topic, WriterSchemas schemas) {
        this.reader = new AvroReader(topic, schemas);
        this.codec = ModelCodec.of(Event.class, SchemaCatalogue.of(topic));
    }

    /// The event of a record; empty if it holds none.
    ///
    /// @throws RegistryUnavailable if its schema cannot be had now; try again
    public Optional<Event> read(LogRecord record) {
        if (!(reader.payload(record.value()) instanceof AvroReader.Parts parts)
                || !(reader.decode(parts) instanceof AvroReader.Value value)) {
            return Optional.empty();
        }
        try {
            return Optional.of(codec.decode(value.record()));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
