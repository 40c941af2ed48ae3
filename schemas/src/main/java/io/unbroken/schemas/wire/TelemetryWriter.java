package io.unbroken.schemas.wire;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.Signer;
import java.time.Instant;
import java.util.Comparator;

/// Makes loggers' records into signed records of the telemetry topic. Safe for all threads.
public final class TelemetryWriter {

    private final PartyId party;
    private final RecordSealer sealer;

    public TelemetryWriter(SchemaRegistryClient registry, Signer key, PartyId party) {
        this.party = party;
        this.sealer = new RecordSealer(new AvroWriter(TopicCatalogue.TELEMETRY, registry), key);
    }

    /// The signed record of what a logger gave; its headers show the last moment of which it speaks.
    ///
    /// @param position its place among this key's records for the logger
    /// @param sentAt the time that the headers show for what has none of its own
    /// @throws RegistryUnavailable if the registry does not answer or has not the contract yet
    public SealedRecord write(LoggerRecord record, ChainPosition position, Instant sentAt) {
        Instant time = record.times().stream().max(Comparator.naturalOrder()).orElse(sentAt);
        return sealer.seal(
                record.logger().value(),
                TelemetryCodec.encode(record),
                new RecordSealer.Description(
                        record.id().value(),
                        "telemetry." + record.getClass().getSimpleName(),
                        party.value(),
                        time),
                position);
    }
}
