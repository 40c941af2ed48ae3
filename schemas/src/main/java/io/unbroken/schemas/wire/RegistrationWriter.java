package io.unbroken.schemas.wire;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.KeyChange;
import io.unbroken.schemas.keys.KeyChange.KeyRetirement;
import io.unbroken.schemas.keys.KeyChange.KeyRevocation;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.Signer;
import java.time.Instant;
import java.util.Optional;

/// Makes what the root says of keys into records that it signed. For the administrator's tool alone.
public final class RegistrationWriter {

    private final RecordSealer sealer;

    public RegistrationWriter(SchemaRegistryClient registry, Signer root) {
        this.sealer = new RecordSealer(new AvroWriter(TopicCatalogue.KEYS, registry), root);
    }

    /// The signed record of a registration; its id is the key's.
    ///
    /// @param position its place among the root's statements for the party
    /// @throws RegistryUnavailable if the registry does not answer or has not the contract yet
    public SealedRecord write(KeyRegistration registration, ChainPosition position) {
        return seal(
                new KeyStatementCodec.Said(registration, Optional.empty()),
                "KeyRegistration",
                registration.validFrom(),
                position);
    }

    /// The signed record of a change of a key; its id is the key's.
    ///
    /// @param about the key and whose it is, as it was registered
    /// @param position its place among the root's statements for the party
    /// @throws RegistryUnavailable if the registry does not answer or has not the contract yet
    public SealedRecord write(KeyRegistration about, KeyChange change, ChainPosition position) {
        Instant time =
                switch (change) {
                    case KeyRetirement retirement -> retirement.from();
                    case KeyRevocation revocation -> revocation.from();
                    case KeyChange.KeyWithdrawal _ -> about.validFrom();
                };
        return seal(
                new KeyStatementCodec.Said(about, Optional.of(change)),
                change.getClass().getSimpleName(),
                time,
                position);
    }

    private SealedRecord seal(
            KeyStatementCodec.Said said, String type, Instant time, ChainPosition position) {
        return sealer.seal(
                said.about().party().value(),
                KeyStatementCodec.encode(said),
                new RecordSealer.Description(said.about().key().value(), type, "root", time),
                position);
    }
}
