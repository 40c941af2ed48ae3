package io.unbroken.schemas.wire;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.codec.ModelCodec;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Makes journeys' statuses into records of the status topic. Safe for all threads.
public final class StatusWriter {

    private final ModelCodec<JourneyStatus> codec;
    private final AvroWriter writer;

    public StatusWriter(SchemaRegistryClient registry) {
        this.codec = ModelCodec.of(JourneyStatus.class, SchemaCatalogue.of(TopicCatalogue.STATUS));
        this.writer = new AvroWriter(TopicCatalogue.STATUS, registry);
    }

    /// The record of a status.
    ///
    /// @throws RegistryUnavailable if the registry does not answer or has not the contract yet
    public ProducerRecord<byte[], byte[]> write(JourneyStatus status) {
        var headers = new RecordHeaders();
        headers.add(HeaderNames.CONTENT_TYPE, "application/avro".getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(
                TopicCatalogue.STATUS.name(),
                null,
                status.coi().value().getBytes(StandardCharsets.UTF_8),
                writer.write(codec.encode(status)),
                headers);
    }
}
