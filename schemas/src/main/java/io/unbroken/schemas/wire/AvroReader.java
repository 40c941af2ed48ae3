package io.unbroken.schemas.wire;

import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/// Values of one topic, from the schema they were written with to the current one.
final class AvroReader {

    private final Schema current;
    private final WriterSchemas schemas;
    private final Map<Schema, GenericDatumReader<GenericRecord>> readers =
            new ConcurrentHashMap<>();

    AvroReader(Topic topic, WriterSchemas schemas) {
        this.current = SchemaCatalogue.of(topic);
        this.schemas = schemas;
    }

    /// Takes a value apart without reading what it says.
    Payload payload(byte @Nullable [] value) {
        if (value == null || value.length < AvroWriter.PREFIX || value[0] != 0) {
            return new Unreadable(
                    QuarantineReason.NOT_AVRO,
                    "expected a zero byte and a schema id before the Avro bytes");
        }
        int id = ByteBuffer.wrap(value).getInt(1);
        Optional<Schema> schema = schemas.byId(id);
        if (schema.isEmpty()) {
            return new Unreadable(
                    QuarantineReason.UNKNOWN_SCHEMA,
                    "the registry has no Avro schema of id %d".formatted(id));
        }
        if (schema.get().getType() != Schema.Type.RECORD
                || !schema.get().getFullName().equals(current.getFullName())) {
            return new Unreadable(
                    QuarantineReason.FOREIGN_SCHEMA,
                    "expected a schema of %s, found id %d of another"
                            .formatted(current.getName(), id));
        }
        return new Parts(schema.get(), Arrays.copyOfRange(value, AvroWriter.PREFIX, value.length));
    }

    /// Reads what it says.
    Decoded decode(Parts parts) {
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(parts.avro(), null);
            GenericRecord record = reader(parts.schema()).read(null, decoder);
            if (!decoder.isEnd()) {
                return new Unreadable(
                        QuarantineReason.UNDECODABLE, "bytes follow after the Avro value");
            }
            return new Value(record);
        } catch (IOException | RuntimeException e) {
            // Foreign bytes can make the decoder throw anything, and always will. Messages may
            // repeat the payload, so only their kind is told.
            return new Unreadable(
                    QuarantineReason.UNDECODABLE,
                    "the Avro bytes are not of their schema, or it cannot be read as the current one ("
                            + e.getClass().getSimpleName()
                            + ")");
        }
    }

    private GenericDatumReader<GenericRecord> reader(Schema writer) {
        return readers.computeIfAbsent(
                writer, each -> new GenericDatumReader<>(each, current, new Frugal()));
    }

    sealed interface Payload permits Parts, Unreadable {}

    /// @param schema the writer's
    /// @param avro the bytes after the prefix
    @SuppressWarnings("ArrayRecordComponent") // Lives for one call and is compared by no one.
    record Parts(Schema schema, byte[] avro) implements Payload {}

    sealed interface Decoded permits Value, Unreadable {}

    record Value(GenericRecord record) implements Decoded {}
}
