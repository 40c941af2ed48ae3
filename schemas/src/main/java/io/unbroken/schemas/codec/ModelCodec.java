package io.unbroken.schemas.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/// Takes one type of the model to and from its Avro contract, by the names of fields, records and symbols.
///
/// Times are whole microseconds on the wire; finer parts are cut off. Plans are built once; a codec is safe for all threads.
///
/// @param <T> the model's record
public final class ModelCodec<T> {

    private final Class<T> type;
    private final Schema schema;
    private final RecordPlan plan;

    private ModelCodec(Class<T> type, Schema schema) {
        this.type = type;
        this.schema = schema;
        this.plan = PlanBuilder.record(type, schema);
    }

    /// Builds the plans for a type and its contract.
    ///
    /// @throws IllegalStateException if the model and the contract differ, naming where
    public static <T> ModelCodec<T> of(Class<T> type, Schema schema) {
        return new ModelCodec<>(type, schema);
    }

    public Schema schema() {
        return schema;
    }

    /// The Avro record of a value.
    ///
    /// @throws IllegalArgumentException if the contract has no place for the value, such as a fact of another party
    public GenericRecord encode(T value) {
        return plan.toAvro(value);
    }

    /// The value of an Avro record.
    ///
    /// @throws IllegalArgumentException if the model refuses the value, without repeating it
    public T decode(IndexedRecord record) {
        try {
            return type.cast(plan.toModel(record));
        } catch (ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("expected a number or time in range", e);
        }
    }

    /// The Avro binary form, without any prefix.
    public byte[] bytes(T value) {
        var out = new ByteArrayOutputStream();
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(schema).write(encode(value), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
