package io.unbroken.schemas.wire;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/// Writers' schemas from any Confluent-compatible registry, each fetched once.
public final class RegistrySchemas implements WriterSchemas {

    /// More versions than our subjects will have in a lifetime.
    private static final int MOST_SCHEMAS = 1000;

    private static final int NOT_FOUND = 404;

    /// Causes may go round in a circle.
    private static final int DEEPEST_CAUSE = 10;

    private final SchemaRegistryClient registry;

    public RegistrySchemas(SchemaRegistryClient registry) {
        this.registry = registry;
    }

    /// Confluent's caching client for a registry's address.
    ///
    /// @param settings further settings of Confluent's client, such as credentials
    public static SchemaRegistryClient client(String address, Map<String, ?> settings) {
        return new CachedSchemaRegistryClient(address, MOST_SCHEMAS, settings);
    }

    @Override
    public Optional<Schema> byId(int id) {
        try {
            ParsedSchema schema = registry.getSchemaById(id);
            return schema instanceof AvroSchema avro
                    ? Optional.of(avro.rawSchema())
                    : Optional.empty();
        } catch (RestClientException e) {
            if (e.getStatus() == NOT_FOUND) {
                return Optional.empty();
            }
            throw unavailable(e);
        } catch (IOException | RuntimeException e) {
            if (isNoAvro(e)) {
                return Optional.empty();
            }
            throw unavailable(e);
        }
    }

    /// The client says so of a schema that is there but is JSON or Protobuf, wrapped by its cache; asking again would not
    /// change it.
    private static boolean isNoAvro(Exception e) {
        return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .anyMatch(cause ->
                        Objects.toString(cause.getMessage(), "").startsWith("Invalid schema"));
    }

    private static RegistryUnavailable unavailable(Exception cause) {
        return new RegistryUnavailable("the schema registry did not answer", cause);
    }
}
