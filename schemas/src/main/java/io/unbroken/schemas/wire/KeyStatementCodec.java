package io.unbroken.schemas.wire;

import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.codec.ModelCodec;
import io.unbroken.schemas.keys.KeyChange;
import io.unbroken.schemas.keys.KeyChange.KeyRetirement;
import io.unbroken.schemas.keys.KeyChange.KeyRevocation;
import io.unbroken.schemas.keys.KeyChange.KeyWithdrawal;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;

/// What the root says of keys and its contract, which has a field for each kind of change.
final class KeyStatementCodec {

    private static final ModelCodec<Form> CODEC =
            ModelCodec.of(Form.class, SchemaCatalogue.of(TopicCatalogue.KEYS));

    private KeyStatementCodec() {}

    /// What is said, without the hash that names it.
    record Said(KeyRegistration about, Optional<KeyChange> change) {}

    static GenericRecord encode(Said said) {
        KeyRegistration about = said.about();
        return CODEC.encode(
                new Form(
                        about.key(),
                        about.party(),
                        about.kind(),
                        about.mayActAs(),
                        about.publicKey(),
                        about.validFrom(),
                        said.change()
                                .filter(KeyRetirement.class::isInstance)
                                .map(KeyRetirement.class::cast),
                        said.change()
                                .filter(KeyRevocation.class::isInstance)
                                .map(KeyRevocation.class::cast),
                        said.change()
                                .filter(KeyWithdrawal.class::isInstance)
                                .map(KeyWithdrawal.class::cast)));
    }

    /// @throws IllegalArgumentException if the model refuses it
    static Said decode(GenericRecord record) {
        Form form = CODEC.decode(record);
        List<KeyChange> changes =
                Stream.<Optional<? extends KeyChange>>of(
                                form.retirement, form.revocation, form.withdrawal)
                        .<KeyChange>flatMap(Optional::stream)
                        .toList();
        if (changes.size() > 1) {
            throw new IllegalArgumentException(
                    "expected one of retirement, revocation and withdrawal, found more");
        }
        return new Said(
                new KeyRegistration(
                        form.key,
                        form.party,
                        form.kind,
                        form.mayActAs,
                        form.publicKey,
                        form.validFrom),
                changes.stream().findFirst());
    }

    /// The contract as a record, field by field; public, as the codec needs it.
    public record Form(
            KeyId key,
            PartyId party,
            PartyKind kind,
            Set<PartyId> mayActAs,
            PublicKey publicKey,
            Instant validFrom,
            Optional<KeyRetirement> retirement,
            Optional<KeyRevocation> revocation,
            Optional<KeyWithdrawal> withdrawal) {}
}
