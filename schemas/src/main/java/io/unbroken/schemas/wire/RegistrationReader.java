package io.unbroken.schemas.wire;

import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.GoodSignatures;
import io.unbroken.schemas.keys.KeyStatement;
import io.unbroken.schemas.keys.PublicKey;
import java.util.Optional;

/// Reads `keys.v1` and believes only what the root signed.
public final class RegistrationReader {

    private final RecordOpener opener;
    private final PublicKey root;
    private final PublicKey.Verifier rootVerifier;

    public RegistrationReader(WriterSchemas schemas, PublicKey root) {
        this.opener = new RecordOpener(TopicCatalogue.KEYS, schemas, GoodSignatures.none());
        this.root = root;
        this.rootVerifier = root.verifier();
    }

    /// What the record says of a key, or why it does not count.
    ///
    /// @throws RegistryUnavailable if its schema cannot be had now; try again
    public RegistrationResult read(LogRecord record) {
        return switch (opener.open(
                record,
                key -> key.equals(root.id()) ? Optional.of(rootVerifier) : Optional.empty())) {
            case Unreadable unreadable -> unreadable;
            case RecordOpener.Proved proved -> statement(record, proved);
        };
    }

    private static RegistrationResult statement(LogRecord record, RecordOpener.Proved proved) {
        try {
            KeyStatementCodec.Said said = KeyStatementCodec.decode(proved.value());
            if (!said.about().key().value().equals(proved.id())) {
                return new Unreadable(
                        QuarantineReason.INVALID_VALUE, "the key's id is not that of ce_id");
            }
            if (!record.hasKey(said.about().party().value())) {
                return new Unreadable(
                        QuarantineReason.WRONG_KEY,
                        "expected the party as Kafka key, found another");
            }
            return new RegistrationResult.Authentic(
                    new KeyStatement(proved.content(), said.about(), said.change()),
                    proved.position(),
                    proved.hash());
        } catch (IllegalArgumentException e) {
            return Unreadable.invalid(e);
        }
    }
}
