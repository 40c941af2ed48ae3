package io.unbroken.schemas.wire;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.profile.ProfileEdition;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.codec.ModelCodec;
import io.unbroken.schemas.keys.Signer;

/// Makes editions of products' rules into records that a manufacturing party signed. Safe for all threads.
public final class ProfileWriter {

    private final PartyId party;
    private final ModelCodec<ProfileEdition> codec =
            ModelCodec.of(ProfileEdition.class, SchemaCatalogue.of(TopicCatalogue.PROFILES));
    private final RecordSealer sealer;

    public ProfileWriter(SchemaRegistryClient registry, Signer key, PartyId party) {
        this.party = party;
        this.sealer = new RecordSealer(new AvroWriter(TopicCatalogue.PROFILES, registry), key);
    }

    /// The hash of what an edition says; the key is not used.
    ///
    /// @throws RegistryUnavailable if the registry does not answer or has not the contract yet
    public ContentHash content(ProfileEdition edition) {
        return sealer.content(codec.encode(edition));
    }

    /// The signed record of an edition.
    ///
    /// @param position its place among this key's editions of the product
    /// @throws RegistryUnavailable if the registry does not answer or has not the contract yet
    public SealedRecord write(ProfileEdition edition, ChainPosition position) {
        return sealer.seal(
                edition.profile().id().value(),
                codec.encode(edition),
                new RecordSealer.Description(
                        edition.id().value(),
                        "profiles.ProfileEdition",
                        party.value(),
                        edition.time()),
                position);
    }
}
