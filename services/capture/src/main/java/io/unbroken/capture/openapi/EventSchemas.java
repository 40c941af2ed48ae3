package io.unbroken.capture.openapi;

import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.Identifier;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// JSON Schemas (2020-12, as OpenAPI 3.1 has them) of what a party may post: shaped by the records that requests are read into, and described by the
/// words of the Avro contracts.
final class EventSchemas {
    static final String EVENT = "Event";
    private static final String FACT = "Fact";
    private static final String REPLACEMENT = "Replacement";
    private static final String TYPE = "type";
    private static final String REFERENCE = "#/components/schemas/";

    private final Map<String, Schema<?>> schemas = new TreeMap<>();

    private EventSchemas() {}

    /// All schemas that the body of `POST /api/events` needs, by name.
    ///
    /// @param request the record that a body is read into
    /// @param kind who may post: only facts that such a party may state are described
    static Map<String, Schema<?>> of(Class<? extends Record> request, PartyKind kind) {
        var contract = SchemaCatalogue.of(TopicCatalogue.events(kind));
        var made = new EventSchemas();
        made.facts(contract);
        made.record(EVENT, request, contract);
        return made.schemas;
    }

    private void facts(org.apache.avro.Schema contract) {
        var union = new JsonSchema();
        union.description("What happened: one of the facts that this party may state.");
        var discriminator = new Discriminator().propertyName(TYPE);
        for (Class<?> fact : Fact.class.getPermittedSubclasses()) {
            String name = fact.getSimpleName();
            Optional<org.apache.avro.Schema> stated = named(contract, name);
            if (stated.isPresent()) {
                Schema<?> schema = record(name, fact, stated.get());
                schema.addProperty(TYPE, schema("string")._const(name));
                schema.addRequiredItem(TYPE);
                union.addOneOfItem(reference(name));
                discriminator.mapping(name, REFERENCE + name);
            }
        }
        schemas.put(FACT, union.discriminator(discriminator));
        schemas.put(REPLACEMENT, replacement(contract));
    }

    /// What a correction may put in the place of what was said: what happened, no statement about other events.
    private static Schema<?> replacement(org.apache.avro.Schema contract) {
        var union = new JsonSchema();
        union.description(
                "What happened: one of the facts that this party may state of the cells.");
        var discriminator = new Discriminator().propertyName(TYPE);
        named(contract, "Corrected")
                .orElseThrow()
                .getField("replacement")
                .schema()
                .getTypes()
                .stream()
                .filter(type -> type.getType() == org.apache.avro.Schema.Type.RECORD)
                .map(org.apache.avro.Schema::getName)
                .forEach(name -> {
                    union.addOneOfItem(reference(name));
                    discriminator.mapping(name, REFERENCE + name);
                });
        return union.discriminator(discriminator);
    }

    private Schema<?> record(String name, Class<?> type, org.apache.avro.Schema contract) {
        Schema<?> known = schemas.get(name);
        if (known != null) {
            return known;
        }
        var schema = new JsonSchema();
        schema.types(Set.of("object"));
        schema.description(contract.getDoc());
        schema.additionalProperties(false);
        schemas.put(name, schema);
        for (RecordComponent component : type.getRecordComponents()) {
            var field = Optional.ofNullable(contract.getField(component.getName()));
            Schema<?> property =
                    value(
                            component.getGenericType(),
                            field.map(org.apache.avro.Schema.Field::schema).orElse(contract));
            field.map(org.apache.avro.Schema.Field::doc).ifPresent(property::description);
            schema.addProperty(component.getName(), property);
            if (component.getType() != Optional.class) {
                schema.addRequiredItem(component.getName());
            }
        }
        return schema;
    }

    private Schema<?> value(Type type, org.apache.avro.Schema contract) {
        return switch (type) {
            case ParameterizedType optional
                    when optional.getRawType() == Optional.class
                            && optional.getActualTypeArguments()[0] == Fact.class ->
                    reference(REPLACEMENT);
            case ParameterizedType optional when optional.getRawType() == Optional.class ->
                    value(optional.getActualTypeArguments()[0], present(contract));
            case ParameterizedType list when list.getRawType() == List.class -> {
                var element =
                        contract.getType() == org.apache.avro.Schema.Type.ARRAY
                                ? contract.getElementType()
                                : contract;
                var array = new JsonSchema();
                array.types(Set.of("array"));
                array.items(value(list.getActualTypeArguments()[0], element));
                array.maxItems(Fact.MOST_ITEMS);
                yield array;
            }
            case Class<?> plain -> plain(plain, contract);
            default ->
                    throw new IllegalArgumentException(
                            "expected a list, an optional or a plain type, found " + type);
        };
    }

    private Schema<?> plain(Class<?> type, org.apache.avro.Schema contract) {
        if (type == Fact.class) {
            return reference(FACT);
        }
        if (type == int.class || type == Integer.class) {
            return schema("integer").format("int32");
        }
        if (type == boolean.class) {
            return schema("boolean");
        }
        if (type == BigDecimal.class) {
            // As text no digit is lost on the way.
            var decimal = new JsonSchema();
            decimal.types(Set.of("number", "string"));
            decimal.setPattern("^-?[0-9]+(\\.[0-9]+)?$");
            return decimal;
        }
        if (type == Instant.class) {
            return schema("string").format("date-time");
        }
        if (type == String.class || Identifier.class.isAssignableFrom(type)) {
            return schema("string");
        }
        if (type.isEnum()) {
            Schema<Object> symbols = schema("string");
            Arrays.stream(type.getEnumConstants())
                    .forEach(symbol -> symbols.addEnumItemObject(((Enum<?>) symbol).name()));
            return symbols;
        }
        record(type.getSimpleName(), type, named(contract, type.getSimpleName()).orElse(contract));
        return reference(type.getSimpleName());
    }

    private static Schema<Object> schema(String type) {
        var schema = new JsonSchema();
        schema.types(Set.of(type));
        return schema;
    }

    private static Schema<?> reference(String name) {
        return new JsonSchema().$ref(REFERENCE + name);
    }

    /// What an optional field holds when it is there.
    private static org.apache.avro.Schema present(org.apache.avro.Schema contract) {
        return contract.isUnion()
                ? contract.getTypes().stream()
                        .filter(type -> type.getType() != org.apache.avro.Schema.Type.NULL)
                        .findFirst()
                        .orElse(contract)
                : contract;
    }

    /// The record of that name which a contract holds as such, as an element, or in the union of its facts.
    private static Optional<org.apache.avro.Schema> named(
            org.apache.avro.Schema contract, String name) {
        return switch (contract.getType()) {
            case RECORD ->
                    contract.getName().equals(name)
                            ? Optional.of(contract)
                            : Optional.ofNullable(contract.getField("fact"))
                                    .flatMap(fact -> named(fact.schema(), name));
            case ARRAY -> named(contract.getElementType(), name);
            case UNION ->
                    contract.getTypes().stream()
                            .filter(type -> type.getType() == org.apache.avro.Schema.Type.RECORD)
                            .filter(type -> type.getName().equals(name))
                            .findFirst();
            case ENUM, MAP, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL, FIXED ->
                    Optional.empty();
        };
    }
}
