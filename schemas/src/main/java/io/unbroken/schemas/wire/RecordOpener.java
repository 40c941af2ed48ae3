package io.unbroken.schemas.wire;

import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.keys.GoodSignatures;
import io.unbroken.schemas.keys.PublicKey;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;

/// Proves who signed a record, and only then reads what it says.
final class RecordOpener {

    /// Longer text in a header of ours is none of ours.
    private static final int LONGEST_HEADER = 128;

    private final Topic topic;
    private final AvroReader reader;
    private final GoodSignatures signatures;

    RecordOpener(Topic topic, WriterSchemas schemas, GoodSignatures signatures) {
        this.topic = topic;
        this.reader = new AvroReader(topic, schemas);
        this.signatures = signatures;
    }

    /// @param keys the verifier of each key that counts here
    Opened open(LogRecord record, Function<KeyId, Optional<PublicKey.Verifier>> keys) {
        if (!record.topic().equals(topic.name())) {
            throw new IllegalArgumentException(
                    "expected a record of %s, found one of %s"
                            .formatted(topic.name(), record.topic()));
        }
        byte[] key = record.key();
        if (key == null) {
            return new Unreadable(QuarantineReason.WRONG_KEY, "expected a Kafka key, found none");
        }
        return switch (reader.payload(record.value())) {
            case Unreadable unreadable -> unreadable;
            case AvroReader.Parts parts -> {
                Optional<Seal> seal = seal(record);
                yield seal.isPresent()
                        ? verify(key, parts, seal.get(), keys)
                        : new Unreadable(
                                QuarantineReason.MISSING_HEADER,
                                "expected the headers ub-key, ub-signature, ub-sequence, ub-previous and ce_id, each of its form");
            }
        };
    }

    private Opened verify(
            byte[] key,
            AvroReader.Parts parts,
            Seal seal,
            Function<KeyId, Optional<PublicKey.Verifier>> keys) {
        Optional<PublicKey.Verifier> verifier = keys.apply(seal.key());
        if (verifier.isEmpty()) {
            return new Unreadable(
                    QuarantineReason.UNKNOWN_KEY, "key %s is not registered".formatted(seal.key()));
        }
        byte[] signed =
                SignedBytes.of(
                        topic.name(),
                        key,
                        parts.schema(),
                        seal.id(),
                        seal.position(),
                        parts.avro());
        if (!signatures.verifies(verifier.get(), seal.signature(), signed)) {
            return new Unreadable(
                    QuarantineReason.BAD_SIGNATURE,
                    "key %s did not sign this".formatted(seal.key()));
        }
        return switch (reader.decode(parts)) {
            case Unreadable unreadable -> unreadable;
            case AvroReader.Value value ->
                    new Proved(
                            value.record(),
                            seal.id(),
                            seal.key(),
                            seal.position(),
                            SignedBytes.contentHash(parts.schema(), parts.avro()),
                            SignedBytes.recordHash(signed));
        };
    }

    private static Optional<Seal> seal(LogRecord record) {
        try {
            String id = header(record, HeaderNames.ID);
            var position =
                    new ChainPosition(
                            Long.parseLong(header(record, HeaderNames.SEQUENCE)),
                            new RecordHash(header(record, HeaderNames.PREVIOUS)));
            byte[] signature = Base64.getDecoder().decode(header(record, HeaderNames.SIGNATURE));
            return Optional.of(
                    new Seal(new KeyId(header(record, HeaderNames.KEY)), signature, id, position));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String header(LogRecord record, String name) {
        return record.header(name)
                .filter(text -> text.length() <= LONGEST_HEADER)
                .orElseThrow(() -> new IllegalArgumentException("expected the header " + name));
    }

    @SuppressWarnings("ArrayRecordComponent") // Lives for one call and is compared by no one.
    private record Seal(KeyId key, byte[] signature, String id, ChainPosition position) {}

    sealed interface Opened permits Proved, Unreadable {}

    /// A record of which it is proved which key signed it.
    record Proved(
            GenericRecord value,
            String id,
            KeyId key,
            ChainPosition position,
            ContentHash content,
            RecordHash hash)
            implements Opened {}
}
