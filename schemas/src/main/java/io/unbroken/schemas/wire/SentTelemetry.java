package io.unbroken.schemas.wire;

import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/// Reads what gateways send as Avro binary: values of the telemetry contract one after the other, without Confluent's prefix, unsigned.
///
/// A gateway names the released version of the contract that it was built with. Bytes do not tell it, and those of one version read as
/// another may look right and say something else. Safe for all threads.
public final class SentTelemetry {

    private static final Schema CURRENT = SchemaCatalogue.of(TopicCatalogue.TELEMETRY);
    private static final String RELEASED = "/contracts/released/telemetry.blocks.v1-value/%d.avsc";

    /// Versions have at most three digits; a longer number is none.
    private static final int HIGHEST_VERSION = 999;

    private final ConcurrentMap<Integer, GenericDatumReader<GenericRecord>> readers =
            new ConcurrentHashMap<>();

    /// One value: what a logger gave, or why it cannot be that.
    public sealed interface Sent {

        /// A value that the model takes.
        record Taken(LoggerRecord record) implements Sent {}

        /// A value that the model refuses.
        ///
        /// @param id the block's identifier, if it has the form of one
        /// @param rule the rule of the model that it breaks, beginning with a field's name where one is known
        record Refused(Optional<String> id, IllegalArgumentException rule) implements Sent {}
    }

    /// The newest version that gateways can name.
    public int newest() {
        int version = 0;
        while (SentTelemetry.class.getResource(RELEASED.formatted(version + 1)) != null) {
            version++;
        }
        return version;
    }

    /// Whether gateways can name this version.
    public boolean knows(int version) {
        return version > 0
                && version <= HIGHEST_VERSION
                && SentTelemetry.class.getResource(RELEASED.formatted(version)) != null;
    }

    /// Reads all values.
    ///
    /// @param version one that is known
    /// @param most more values than this are refused
    /// @throws IllegalArgumentException if the bytes are not whole values of that version, or too many
    public List<Sent> read(byte[] body, int version, int most) {
        GenericDatumReader<GenericRecord> reader =
                readers.computeIfAbsent(version, SentTelemetry::reader);
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(body, null);
        var sent = new ArrayList<Sent>();
        try {
            while (!decoder.isEnd()) {
                if (sent.size() == most) {
                    throw new IllegalArgumentException(
                            "blocks: expected at most %d, found more".formatted(most));
                }
                sent.add(model(next(reader, decoder, sent.size(), version)));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return sent;
    }

    // Foreign bytes can make the decoder throw anything, and messages may repeat them.
    private static GenericRecord next(
            GenericDatumReader<GenericRecord> reader,
            BinaryDecoder decoder,
            int index,
            int version) {
        try {
            return reader.read(null, decoder);
        } catch (IOException | RuntimeException foreign) {
            throw new IllegalArgumentException(
                    "expected values of version %d of the contract one after the other, found other bytes from value %d on"
                            .formatted(version, index));
        }
    }

    private static Sent model(GenericRecord value) {
        try {
            return new Sent.Taken(TelemetryCodec.decode(value));
        } catch (IllegalArgumentException rule) {
            return new Sent.Refused(id(value), rule);
        }
    }

    private static Optional<String> id(GenericRecord value) {
        return value.get("content") instanceof GenericRecord content
                        && content.get("id") instanceof CharSequence id
                        && id.toString().matches("[0-9a-f-]{36}")
                ? Optional.of(id.toString())
                : Optional.empty();
    }

    private static GenericDatumReader<GenericRecord> reader(int version) {
        try (InputStream in =
                SentTelemetry.class.getResourceAsStream(RELEASED.formatted(version))) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "expected a released version of the contract, found %d".formatted(version));
            }
            return new GenericDatumReader<>(new Schema.Parser().parse(in), CURRENT, new Frugal());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The Avro binary form of what a logger gave, by the current contract, as a gateway writes it.
    public static byte[] bytes(LoggerRecord record) {
        GenericRecord value = TelemetryCodec.encode(record);
        var out = new ByteArrayOutputStream();
        try {
            var encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(CURRENT).write(value, encoder);
            encoder.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
