package io.unbroken.schemas.catalogue;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;

/// Brings the current contracts into a registry and sets how they may change.
public final class SchemaRegistration {

    /// A new reader must read every record ever written.
    public static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";

    private SchemaRegistration() {}

    /// Registers every subject's current contract; doing it again changes nothing.
    ///
    /// @throws IOException if the registry is not reachable
    /// @throws RestClientException if it refuses one, such as an incompatible change (409)
    public static void register(SchemaRegistryClient registry)
            throws IOException, RestClientException {
        for (String subject : SchemaCatalogue.subjects()) {
            // The level before the schema: the first change is judged by it already.
            registry.updateCompatibility(subject, COMPATIBILITY);
            registry.register(subject, new AvroSchema(SchemaCatalogue.current(subject)));
        }
    }
}
