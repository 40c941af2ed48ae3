package io.unbroken.schemas.wire;

import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.keys.PublicKey;
import java.util.Base64;
import java.util.Optional;

/// Reads where a record stands in its signer's chain, without asking what it says or whether it may be said;
/// who signed it is proved on demand. A party reads its
/// own topic with it at its start, to go on where it left off.
public final class LinkReader {

    private final Topic topic;
    private final AvroReader reader;

    public LinkReader(Topic topic, WriterSchemas schemas) {
        this.topic = topic;
        this.reader = new AvroReader(topic, schemas);
    }

    /// The link that the record makes; empty if it has not the form of a signed record.
    ///
    /// @throws RegistryUnavailable if its schema cannot be had now; try again
    public Optional<Link> read(LogRecord record) {
        return open(record).map(Opened::link);
    }

    /// Whether this key signed the record, at the place where it says that it stands.
    ///
    /// @throws RegistryUnavailable if its schema cannot be had now; try again
    public boolean isSigned(LogRecord record, PublicKey.Verifier key) {
        return open(record)
                .filter(opened -> key.verifies(signature(record), opened.signed()))
                .isPresent();
    }

    private static byte[] signature(LogRecord record) {
        try {
            return Base64.getDecoder().decode(header(record, HeaderNames.SIGNATURE));
        } catch (IllegalArgumentException none) {
            return new byte[0];
        }
    }

    private Optional<Opened> open(LogRecord record) {
        byte[] key = record.key();
        if (key == null || !(reader.payload(record.value()) instanceof AvroReader.Parts parts)) {
            return Optional.empty();
        }
        try {
            String id = header(record, HeaderNames.ID);
            var position =
                    new ChainPosition(
                            Long.parseLong(header(record, HeaderNames.SEQUENCE)),
                            new RecordHash(header(record, HeaderNames.PREVIOUS)));
            byte[] signed =
                    SignedBytes.of(topic.name(), key, parts.schema(), id, position, parts.avro());
            var link =
                    new Link(
                            id,
                            new KeyId(header(record, HeaderNames.KEY)),
                            position,
                            SignedBytes.contentHash(parts.schema(), parts.avro()),
                            SignedBytes.recordHash(signed));
            return Optional.of(new Opened(link, signed));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private static String header(LogRecord record, String name) {
        return record.header(name)
                .orElseThrow(() -> new IllegalArgumentException("expected the header " + name));
    }

    @SuppressWarnings("ArrayRecordComponent") // Lives for one call and is compared by no one.
    private record Opened(Link link, byte[] signed) {}

    /// A record's place in a chain.
    ///
    /// @param id the event's or block's identifier
    /// @param key the key that is named as the signer
    public record Link(
            String id, KeyId key, ChainPosition position, ContentHash content, RecordHash hash) {

        /// The place of the signer's next record for the same Kafka key.
        public ChainPosition next() {
            return position.next(hash);
        }
    }
}
