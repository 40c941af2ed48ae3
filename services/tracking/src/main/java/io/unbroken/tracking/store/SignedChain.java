package io.unbroken.tracking.store;

import io.unbroken.custody.identity.KeyId;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.wire.ChainPosition;
import io.unbroken.schemas.wire.HeaderNames;
import io.unbroken.schemas.wire.RecordHash;
import io.unbroken.schemas.wire.SignedBytes;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What follows from signed records and the hash of the schema that they were written with, so that it need not be kept beside them: the
/// statement of each, and of each that comes after another of its signer the hash of that one.
///
/// It proves nothing. Whoever keeps less because of it compares what follows with what is there.
final class SignedChain {

    /// That of the contract of readings as we know it.
    private static final byte[] CURRENT =
            SignedBytes.schemaHash(SchemaCatalogue.of(TopicCatalogue.TELEMETRY));

    /// A zero byte and the schema's id in the registry.
    private static final int PREFIX = 5;

    private final byte[] schema;
    private final Map<Place, LogRecord> records = new HashMap<>();

    /// @param schema the hash of the schema, [SignedBytes#schemaHash]
    SignedChain(byte[] schema) {
        this.schema = schema.clone();
    }

    /// Of records that were written with the contract as we know it; nothing true follows of others.
    static SignedChain ofCurrentContract() {
        return new SignedChain(CURRENT);
    }

    byte[] schema() {
        return schema.clone();
    }

    /// Where a record stands among those of one signer.
    private record Place(String signer, String topic, Optional<Bytes> key, long sequence) {

        Place before() {
            return new Place(signer, topic, key, sequence - 1);
        }
    }

    /// The next record, whole.
    void add(LogRecord record) {
        place(record).ifPresent(place -> records.putIfAbsent(place, record));
    }

    /// What makes it the same block as another.
    Optional<String> statement(LogRecord record) {
        Optional<String> id = text(record, HeaderNames.ID);
        Optional<String> key = text(record, HeaderNames.KEY);
        Optional<byte[]> avro = avro(record);
        if (id.isEmpty() || key.isEmpty() || avro.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    KeptBlock.statement(
                            id.get(),
                            SignedBytes.contentHash(schema, avro.get()),
                            new KeyId(key.get())));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    /// What its header says of the one before, if that one was added. That header itself is not looked at.
    Optional<String> previous(LogRecord record) {
        return place(record)
                .map(place -> records.get(place.before()))
                .flatMap(this::hash)
                .map(RecordHash::value);
    }

    private Optional<RecordHash> hash(LogRecord record) {
        Optional<String> id = text(record, HeaderNames.ID);
        Optional<String> previous = text(record, HeaderNames.PREVIOUS);
        Optional<Long> sequence = sequence(record);
        Optional<byte[]> avro = avro(record);
        if (id.isEmpty()
                || previous.isEmpty()
                || sequence.isEmpty()
                || avro.isEmpty()
                || record.key().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    SignedBytes.recordHash(
                            SignedBytes.of(
                                    record.position().partition().topic(),
                                    record.key().get().array(),
                                    schema,
                                    id.get(),
                                    new ChainPosition(
                                            sequence.get(), new RecordHash(previous.get())),
                                    avro.get())));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private static Optional<Place> place(LogRecord record) {
        return text(record, HeaderNames.KEY)
                .flatMap(signer ->
                        sequence(record)
                                .map(sequence ->
                                        new Place(
                                                signer,
                                                record.position().partition().topic(),
                                                record.key(),
                                                sequence)));
    }

    private static Optional<Long> sequence(LogRecord record) {
        try {
            return text(record, HeaderNames.SEQUENCE).map(Long::valueOf);
        } catch (NumberFormatException foreign) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> avro(LogRecord record) {
        return record.value()
                .map(Bytes::array)
                .filter(value -> value.length >= PREFIX)
                .map(value -> Arrays.copyOfRange(value, PREFIX, value.length));
    }

    /// The last one of that name counts, as for whoever verifies it.
    private static Optional<String> text(LogRecord record, String name) {
        Optional<Bytes> last = Optional.empty();
        for (LogHeader header : record.headers()) {
            if (header.name().equals(name)) {
                last = header.value();
            }
        }
        return last.map(bytes -> new String(bytes.array(), StandardCharsets.UTF_8));
    }
}
