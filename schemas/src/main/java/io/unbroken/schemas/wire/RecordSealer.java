package io.unbroken.schemas.wire;

import io.unbroken.custody.identity.ContentHash;
import io.unbroken.schemas.keys.Signer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Signs values and gives them their headers.
final class RecordSealer {

    private final AvroWriter writer;
    private final Signer key;

    RecordSealer(AvroWriter writer, Signer key) {
        this.writer = writer;
        this.key = key;
    }

    /// What the headers tell beside the signature.
    record Description(String id, String type, String source, Instant time) {}

    /// The hash of what a record of this value says. Nothing is signed for it.
    ContentHash content(GenericRecord value) {
        return SignedBytes.contentHash(value.getSchema(), avro(writer.write(value)));
    }

    private static byte[] avro(byte[] framed) {
        return Arrays.copyOfRange(framed, AvroWriter.PREFIX, framed.length);
    }

    SealedRecord seal(
            String kafkaKey, GenericRecord value, Description description, ChainPosition position) {
        byte[] keyBytes = kafkaKey.getBytes(StandardCharsets.UTF_8);
        byte[] framed = writer.write(value);
        byte[] avro = avro(framed);
        byte[] signed =
                SignedBytes.of(
                        writer.topic().name(),
                        keyBytes,
                        value.getSchema(),
                        description.id(),
                        position,
                        avro);
        Headers headers = new RecordHeaders();
        put(headers, HeaderNames.KEY, key.id().value());
        put(headers, HeaderNames.SIGNATURE, Base64.getEncoder().encodeToString(key.sign(signed)));
        put(headers, HeaderNames.SEQUENCE, Long.toString(position.sequence()));
        put(headers, HeaderNames.PREVIOUS, position.previous().value());
        put(headers, HeaderNames.ID, description.id());
        put(headers, HeaderNames.TYPE, "io.unbroken." + description.type());
        put(headers, HeaderNames.SOURCE, description.source());
        put(headers, HeaderNames.TIME, description.time().toString());
        put(headers, HeaderNames.SPEC_VERSION, "1.0");
        put(headers, HeaderNames.CONTENT_TYPE, "application/avro");
        ContentHash content = SignedBytes.contentHash(value.getSchema(), avro);
        return new SealedRecord(
                new ProducerRecord<>(writer.topic().name(), null, keyBytes, framed, headers),
                content,
                position,
                SignedBytes.recordHash(signed));
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
