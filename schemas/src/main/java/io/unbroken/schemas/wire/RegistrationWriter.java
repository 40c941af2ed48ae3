package io.unbroken.schemas.wire;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.codec.ModelCodec;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.SigningKey;

/// Makes key registrations into records that the root signed. For the administrator's tool alone.
public final class RegistrationWriter {

    private final ModelCodec<KeyRegistration> codec;
    private final RecordSealer sealer;

    public RegistrationWriter(SchemaRegistryClient registry, SigningKey root) {
        this.codec = ModelCodec.of(KeyRegistration.class, SchemaCatalogue.of(TopicCatalogue.KEYS));
        this.sealer = new RecordSealer(new AvroWriter(TopicCatalogue.KEYS, registry), root);
    }

    /// The signed record of a registration; its id is the key's.
    ///
    /// @param position its place among the root's registrations for the party
    /// @throws RegistryUnavailable if the registry does not answer or has not the contract yet
    public SealedRecord write(KeyRegistration registration, ChainPosition position) {
        return sealer.seal(
                registration.party().value(),
                codec.encode(registration),
                new RecordSealer.Description(
                        registration.key().value(),
                        "KeyRegistration",
                        "root",
                        registration.validFrom()),
                position);
    }
}
