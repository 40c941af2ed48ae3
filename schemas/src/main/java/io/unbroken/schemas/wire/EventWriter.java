package io.unbroken.schemas.wire;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.codec.ModelCodec;
import io.unbroken.schemas.keys.Signer;
import java.util.Locale;

/// Makes one party's events into signed records of its topic. Safe for all threads.
public final class EventWriter {

    private final PartyId party;
    private final PartyKind kind;
    private final ModelCodec<Event> codec;
    private final RecordSealer sealer;

    public EventWriter(SchemaRegistryClient registry, Signer key, PartyId party, PartyKind kind) {
        Topic topic = TopicCatalogue.events(kind);
        this.party = party;
        this.kind = kind;
        this.codec = ModelCodec.of(Event.class, SchemaCatalogue.of(topic));
        this.sealer = new RecordSealer(new AvroWriter(topic, registry), key);
    }

    /// The hash of what an event says, which its record will have wherever it comes to stand; the key is not used.
    ///
    /// @throws RegistryUnavailable if the registry does not answer or has not the contract yet
    public ContentHash content(Event event) {
        return sealer.content(codec.encode(event));
    }

    /// The signed record of an event.
    ///
    /// @param position its place among this key's events for the journey: [ChainPosition#first()], then the
    ///     [SealedRecord#next()] of the one before
    /// @throws IllegalArgumentException if the fact is not one of this kind of party
    /// @throws RegistryUnavailable if the registry does not answer or has not the contract yet
    public SealedRecord write(Event event, ChainPosition position) {
        String fact = event.fact().getClass().getSimpleName();
        if (!event.fact().statedBy().contains(kind)) {
            throw new IllegalArgumentException(
                    "fact: expected one that %s parties state, found %s".formatted(kind, fact));
        }
        String type = kind.name().toLowerCase(Locale.ROOT) + "." + fact;
        return sealer.seal(
                event.coi().value(),
                codec.encode(event),
                new RecordSealer.Description(
                        event.id().value(), type, party.value(), event.eventTime()),
                position);
    }
}
