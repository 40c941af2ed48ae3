package io.unbroken.benchmarks.connector;

import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/// Decodes a block into its fields, so that a document can be asked for what is in it. Maven Central has no converter of Avro for
/// Connect that reads Confluent's prefix; this one does less than such a one: no schema is looked up, none of Connect's is built.
///
/// Connect makes it by its name.
public final class BlockConverter implements Converter {

    /// A zero byte and the schema's id in the registry.
    private static final int PREFIX = 5;

    /// What is around a block.
    private static final String CONTENT = "content";

    private final GenericDatumReader<GenericRecord> reader =
            new GenericDatumReader<>(SchemaCatalogue.of(TopicCatalogue.TELEMETRY));
    private @Nullable BinaryDecoder decoder;

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {}

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        throw new UnsupportedOperationException("nothing is written to the log");
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        decoder = DecoderFactory.get().binaryDecoder(value, PREFIX, value.length - PREFIX, decoder);
        try {
            return new SchemaAndValue(null, fields(reader.read(null, decoder).get(CONTENT)));
        } catch (IOException broken) {
            throw new DataException("expected a block", broken);
        }
    }

    private static @Nullable Object fields(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case GenericRecord record -> {
                var fields = new LinkedHashMap<String, @Nullable Object>();
                record.getSchema()
                        .getFields()
                        .forEach(
                                field -> fields.put(field.name(), fields(record.get(field.pos()))));
                yield fields;
            }
            case List<?> list -> {
                var values = new ArrayList<@Nullable Object>(list.size());
                list.forEach(each -> values.add(fields(each)));
                yield values;
            }
            case Number number -> number;
            default -> value.toString();
        };
    }
}
