package io.unbroken.schemas.wire;

import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.profile.ProfileEdition;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.codec.ModelCodec;
import io.unbroken.schemas.keys.GoodSignatures;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.KeyRing;

/// Reads `profiles.v1`: authenticates, decodes, attributes. Safe for all threads.
public final class ProfileReader {

    private final RecordOpener opener;
    private final ModelCodec<ProfileEdition> codec =
            ModelCodec.of(ProfileEdition.class, SchemaCatalogue.of(TopicCatalogue.PROFILES));

    public ProfileReader(WriterSchemas schemas) {
        this.opener = new RecordOpener(TopicCatalogue.PROFILES, schemas, GoodSignatures.none());
    }

    /// Which edition the record is and who published it, or why that cannot be known.
    ///
    /// @param keys all that the root said of keys
    /// @throws RegistryUnavailable if its schema cannot be had now; try again
    public ProfileResult read(LogRecord record, KeyRing keys) {
        return switch (opener.open(record, keys::verifier)) {
            case Unreadable unreadable -> unreadable;
            case RecordOpener.Proved proved -> attribute(record, proved, keys);
        };
    }

    private ProfileResult attribute(LogRecord record, RecordOpener.Proved proved, KeyRing keys) {
        ProfileEdition edition;
        try {
            edition = codec.decode(proved.value());
        } catch (IllegalArgumentException e) {
            return Unreadable.invalid(e);
        }
        if (!edition.id().value().equals(proved.id())) {
            return new Unreadable(
                    QuarantineReason.INVALID_VALUE, "the edition's id is not that of ce_id");
        }
        if (!record.hasKey(edition.profile().id().value())) {
            return new Unreadable(
                    QuarantineReason.WRONG_KEY, "expected the product as Kafka key, found another");
        }
        KeyRegistration signer = keys.find(proved.key()).orElseThrow();
        if (signer.kind() != PartyKind.MANUFACTURING) {
            return new Unreadable(
                    QuarantineReason.NOT_ENTITLED,
                    "a %s party published a product's rules".formatted(signer.kind()));
        }
        return switch (KeyJudge.judge(keys, proved.key(), record.recordTime())) {
            case KeyJudge.Refused(var why) -> why;
            case KeyJudge.Counts(var standing) ->
                    new ProfileResult.Authentic(
                            edition,
                            proved.content(),
                            signer.party(),
                            proved.key(),
                            standing,
                            record.recordTime(),
                            proved.position(),
                            proved.hash());
        };
    }
}
