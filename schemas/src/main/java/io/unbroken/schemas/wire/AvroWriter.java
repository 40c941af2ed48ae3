package io.unbroken.schemas.wire;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.unbroken.schemas.catalogue.Topic;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;

/// Values of one topic in Confluent's wire format, by Confluent's own serializer and the registered schema.
final class AvroWriter {

    /// A zero byte and the schema's id in the registry.
    static final int PREFIX = 5;

    private final Topic topic;
    private final KafkaAvroSerializer serializer;

    AvroWriter(Topic topic, SchemaRegistryClient registry) {
        this.topic = topic;
        this.serializer =
                new KafkaAvroSerializer(
                        registry,
                        Map.of(
                                // Demanded, not used: the client is given.
                                AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG,
                                "http://127.0.0.1",
                                AbstractKafkaSchemaSerDeConfig.AUTO_REGISTER_SCHEMAS,
                                false));
    }

    Topic topic() {
        return topic;
    }

    /// @throws RegistryUnavailable if the registry does not answer or has not this contract
    byte[] write(GenericRecord record) {
        try {
            return serializer.serialize(topic.name(), record);
        } catch (SerializationException | TimeoutException e) {
            // The second is Confluent's word for a registry that took the connection and was
            // silent.
            throw new RegistryUnavailable(
                    "the schema registry did not answer, or has not the contract of "
                            + topic.name(),
                    e);
        }
    }
}
