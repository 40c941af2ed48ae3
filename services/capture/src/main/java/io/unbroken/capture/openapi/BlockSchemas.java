package io.unbroken.capture.openapi;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.unbroken.capture.http.BlockRequest;
import io.unbroken.custody.identity.Identifier;
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

/// JSON Schemas of the blocks of readings that gateways send, shaped by the records that requests are read into.
final class BlockSchemas {

    static final String BLOCK = "BlockRequest";
    static final String BATCH = "BatchRequest";

    private static final String REFERENCE = "#/components/schemas/";

    /// What each member means; one that is missing here stops the start, and with it the tests.
    private static final Map<String, String> MEANINGS =
            Map.ofEntries(
                    Map.entry("id", "The idempotency key: a UUID in lower case."),
                    Map.entry(
                            "logger",
                            "The logger, as printed on it; where the address names it, the same or none."),
                    Map.entry(
                            "readAt",
                            "When the readings were taken from the logger, by the gateway's clock, with an offset."),
                    Map.entry(
                            "loggerClock", "What the logger's clock showed then, with an offset."),
                    Map.entry("unit", "The unit of each value; CELSIUS if none is named."),
                    Map.entry("samples", "Up to 240 temperatures. Either samples or conditions."),
                    Map.entry(
                            "conditions",
                            "Up to 960 values of other sensors. Either samples or conditions."),
                    Map.entry("time", "When, by the logger's clock, with an offset."),
                    Map.entry("celsius", "Degrees Celsius. One of celsius, value and fault."),
                    Map.entry(
                            "value", "In the unit of the block. One of celsius, value and fault."),
                    Map.entry(
                            "fault",
                            "The logger's code in place of a number. One of celsius, value and fault."),
                    Map.entry("tilt", "Degrees from upright, 0 to 180. One quantity at each time."),
                    Map.entry(
                            "shock",
                            "The hardest since the last, in multiples of the acceleration of free fall."),
                    Map.entry("light", "Lux inside of the shipper."),
                    Map.entry("battery", "Percent left in the logger's battery."),
                    Map.entry("nitrogen", "Percent left of a full charge of liquid nitrogen."),
                    Map.entry("lid", "How the lid was found."),
                    Map.entry("position", "Where the logger was, WGS 84."),
                    Map.entry("device", "How the logger was."),
                    Map.entry("code", "The logger's own code, beside device alone."),
                    Map.entry("latitude", "Degrees, north positive."),
                    Map.entry("longitude", "Degrees, east positive."),
                    Map.entry("accuracy", "Metres within which it probably was."));

    private final Map<String, Schema<?>> schemas = new TreeMap<>();

    private BlockSchemas() {}

    /// All schemas that the bodies of blocks and batches need, by name.
    static Map<String, Schema<?>> all() {
        var made = new BlockSchemas();
        Schema<?> block = made.record(BlockRequest.class);
        var blocks = new JsonSchema();
        blocks.types(Set.of("array"));
        blocks.items(block).minItems(1).description("1 to 200 blocks, each with its logger.");
        var batch = new JsonSchema();
        batch.types(Set.of("object"));
        batch.description("Blocks of any loggers.");
        batch.addProperty("blocks", blocks);
        batch.addRequiredItem("blocks");
        made.schemas.put(BATCH, batch);
        return made.schemas;
    }

    private Schema<?> record(Class<?> type) {
        var schema = new JsonSchema();
        schema.types(Set.of("object"));
        schema.additionalProperties(false);
        schemas.put(type.getSimpleName(), schema);
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            schema.addProperty(name, value(component.getGenericType()).description(meaning(name)));
            if (component.getType() != Optional.class) {
                schema.addRequiredItem(name);
            }
        }
        return new JsonSchema().$ref(REFERENCE + type.getSimpleName());
    }

    private static String meaning(String name) {
        String meaning = MEANINGS.get(name);
        if (meaning == null) {
            throw new IllegalStateException("expected the meaning of " + name + ", found none");
        }
        return meaning;
    }

    private Schema<?> value(Type type) {
        return switch (type) {
            case ParameterizedType optional when optional.getRawType() == Optional.class ->
                    value(optional.getActualTypeArguments()[0]);
            case ParameterizedType list when list.getRawType() == List.class -> {
                var array = new JsonSchema();
                array.types(Set.of("array"));
                yield array.items(value(list.getActualTypeArguments()[0]));
            }
            case Class<?> plain -> plain(plain);
            default ->
                    throw new IllegalArgumentException(
                            "expected a list, an optional or a plain type, found " + type);
        };
    }

    private Schema<?> plain(Class<?> type) {
        if (type == BigDecimal.class) {
            return schema("number", "string");
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
        return record(type);
    }

    private static Schema<Object> schema(String... types) {
        var schema = new JsonSchema();
        schema.types(Set.of(types));
        return schema;
    }
}
