package io.unbroken.capture.http;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import io.unbroken.capture.problem.Problem;
import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.identity.Identifier;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;

/// Reads JSON into the model and takes nothing for granted: no unknown or repeated member, no missing one, no text for a number,
/// no more bytes than a limit. What is refused is refused by the name of its field.
@Component
public final class StrictJson {

    /// Deeper than any of our messages; deeper nesting is an attack on the stack.
    private static final int DEEPEST = 20;

    private static final String TYPE = "type";

    private static final List<String> FACTS =
            Arrays.stream(Fact.class.getPermittedSubclasses())
                    .map(Class::getSimpleName)
                    .sorted()
                    .toList();

    private final JsonMapper mapper =
            JsonMapper.builder(
                            tools.jackson.core.json.JsonFactory.builder()
                                    .streamReadConstraints(
                                            tools.jackson.core.StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                            // A tree must not round what a gateway wrote.
                            DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                    .addModule(new Model())
                    .addMixIn(Fact.class, Tagged.class)
                    .registerSubtypes(
                            Arrays.stream(Fact.class.getPermittedSubclasses())
                                    .map(type -> new NamedType(type, type.getSimpleName()))
                                    .toArray(NamedType[]::new))
                    .build();

    /// Reads a request's body.
    ///
    /// @param limit the most bytes it may have
    /// @throws BadInput saying what is wrong
    public <T> T read(HttpServletRequest request, int limit, Class<T> type) {
        return read(body(request, limit), type);
    }

    /// The body's bytes, unpacked if they came packed.
    ///
    /// @throws BadInput if there are more than `limit`
    public static byte[] body(HttpServletRequest request, int limit) {
        return Body.of(request, limit);
    }

    <T> T read(byte[] body, Class<T> type) {
        return checked(() -> mapper.readValue(body, type));
    }

    /// A well-formed document of which the parts are read one by one, so that one that is wrong does not spoil the others.
    JsonNode tree(byte[] body) {
        return checked(() -> mapper.readTree(body));
    }

    /// One part of a document.
    <T> T read(JsonNode part, Class<T> type) {
        return checked(() -> mapper.treeToValue(part, type));
    }

    private static <T> T checked(Supplier<@Nullable T> reading) {
        try {
            @Nullable T value = reading.get();
            if (value == null) {
                throw BadInput.field("", "Expected a JSON object, found null.");
            }
            return value;
        } catch (NumberFormatException beyondNumbers) {
            throw new BadInput(
                    Problem.MALFORMED_JSON,
                    "",
                    "The body is no well-formed JSON: a number has too large an exponent.");
        } catch (StreamReadException malformed) {
            var at = malformed.getLocation();
            throw new BadInput(
                    Problem.MALFORMED_JSON,
                    "",
                    "The body is no well-formed JSON: line %d, column %d."
                            .formatted(
                                    at == null ? 0 : at.getLineNr(),
                                    at == null ? 0 : at.getColumnNr()));
        } catch (JacksonException refused) {
            throw refusal(refused);
        }
    }

    private static BadInput refusal(JacksonException refused) {
        String path = path(refused.getPath());
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException rule && rule.getMessage() != null) {
                return BadInput.of(rule).inside(path);
            }
        }
        if (refused instanceof UnrecognizedPropertyException unknown) {
            return BadInput.field(
                    path,
                    "Unknown field; expected one of %s.".formatted(unknown.getKnownPropertyIds()));
        }
        if (refused instanceof InvalidTypeIdException) {
            return BadInput.field(
                    path.isEmpty() ? TYPE : path + "." + TYPE,
                    "Expected one of %s.".formatted(FACTS));
        }
        if (refused instanceof DatabindException wrong) {
            return BadInput.field(path, expected(wrong));
        }
        return BadInput.field(path, "Cannot be read.");
    }

    private static String expected(DatabindException wrong) {
        String message = String.valueOf(wrong.getOriginalMessage());
        if (message.contains("Null value for creator property")
                || message.contains("Missing")
                || message.contains("null")) {
            return "Missing.";
        }
        return "Wrong type or value.";
    }

    private static String path(List<JacksonException.Reference> references) {
        var path = new StringBuilder();
        for (JacksonException.Reference reference : references) {
            if (reference.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            } else if (reference.getIndex() >= 0) {
                path.append('[').append(reference.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = TYPE)
    private interface Tagged {}

    private static final class Model extends SimpleModule {
        Model() {
            super("model");
            addDeserializer(Instant.class, new InstantReader());
            addDeserializer(BigDecimal.class, new DecimalReader());
            addDeserializer(Duration.class, new DurationReader());
            addDeserializer(Celsius.class, new CelsiusReader());
        }

        @Override
        public void setupModule(SetupContext context) {
            super.setupModule(context);
            context.addDeserializers(
                    new Deserializers.Base() {
                        @Override
                        public @Nullable ValueDeserializer<?> findBeanDeserializer(
                                JavaType type,
                                DeserializationConfig config,
                                BeanDescription.Supplier description) {
                            return Identifier.class.isAssignableFrom(type.getRawClass())
                                            && type.getRawClass().isRecord()
                                    ? new IdentifierReader(type.getRawClass())
                                    : null;
                        }

                        @Override
                        public boolean hasDeserializerFor(
                                DeserializationConfig config, Class<?> type) {
                            return Identifier.class.isAssignableFrom(type);
                        }
                    });
        }
    }

    private static String text(JsonParser parser, DeserializationContext context, Class<?> type) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw context.wrongTokenException(
                    parser, type, JsonToken.VALUE_STRING, "expected a text");
        }
        return parser.getString();
    }

    /// An identifier as a text, by its own `parse` where it has one: that verifies check characters.
    private static final class IdentifierReader extends ValueDeserializer<Identifier> {
        private final Class<?> type;

        IdentifierReader(Class<?> type) {
            this.type = type;
        }

        @Override
        public Identifier deserialize(JsonParser parser, DeserializationContext context) {
            String text = text(parser, context, type);
            try {
                Object identifier =
                        parse() == null
                                ? type.getConstructor(String.class).newInstance(text)
                                : parse().invoke(null, text);
                return (Identifier) identifier;
            } catch (InvocationTargetException refused) {
                throw DatabindException.from(
                        parser,
                        String.valueOf(
                                refused.getCause() == null ? "" : refused.getCause().getMessage()),
                        refused.getCause());
            } catch (ReflectiveOperationException impossible) {
                throw new LinkageError("an identifier has a constructor of one text", impossible);
            }
        }

        private @Nullable Method parse() {
            try {
                return type.getMethod("parse", String.class);
            } catch (NoSuchMethodException plain) {
                return null;
            }
        }
    }

    private static final class InstantReader extends ValueDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            try {
                return OffsetDateTime.parse(text(parser, context, Instant.class)).toInstant();
            } catch (DateTimeParseException other) {
                throw DatabindException.from(
                        parser,
                        "time",
                        new IllegalArgumentException(
                                "expected a time with offset such as 2026-11-20T10:15:30Z"));
            }
        }
    }

    /// A length of time in ISO 8601's form. A number would not say of what.
    private static final class DurationReader extends ValueDeserializer<Duration> {
        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) {
            try {
                return Duration.parse(text(parser, context, Duration.class));
            } catch (DateTimeParseException | ArithmeticException other) {
                throw DatabindException.from(
                        parser,
                        "duration",
                        new IllegalArgumentException("expected a length of time such as PT30M"));
            }
        }
    }

    /// Degrees Celsius as a decimal number.
    private static final class CelsiusReader extends ValueDeserializer<Celsius> {
        @Override
        public Celsius deserialize(JsonParser parser, DeserializationContext context) {
            try {
                return Celsius.parse(
                        parser.currentToken().isNumeric()
                                ? parser.getString()
                                : text(parser, context, Celsius.class));
            } catch (IllegalArgumentException other) {
                throw DatabindException.from(
                        parser,
                        "celsius",
                        new IllegalArgumentException(
                                "expected degrees Celsius such as 8 or -150.5"));
            }
        }
    }

    private static final class DecimalReader extends ValueDeserializer<BigDecimal> {
        /// More digits than any measurement has.
        private static final int LONGEST = 40;

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
            try {
                String text =
                        parser.currentToken().isNumeric()
                                ? parser.getString()
                                : text(parser, context, BigDecimal.class);
                if (text.length() > LONGEST) {
                    throw new NumberFormatException("too long");
                }
                var number = new BigDecimal(text);
                // Rounding 1e-999999999 would take all memory: few characters may name many digits.
                if (Math.abs((long) number.scale()) <= LONGEST) {
                    return number;
                }
            } catch (NumberFormatException none) {
                // Refused below, without repeating it.
            }
            throw DatabindException.from(
                    parser, "decimal", new IllegalArgumentException("expected a decimal number"));
        }
    }
}
