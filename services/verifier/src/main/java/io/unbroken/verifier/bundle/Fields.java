package io.unbroken.verifier.bundle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The members of one JSON object, each asked for by its name and type.
///
/// What is not asked for is not refused here: the reader writes each line anew and compares, and whatever is not as it would be
/// written is refused there.
record Fields(Map<String, Object> members) {

    private static final JsonFactory JSON = new JsonFactory();

    /// Reads an object.
    ///
    /// @throws IllegalArgumentException if the bytes are none
    static Fields parse(byte[] json) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("expected a JSON object");
            }
            return new Fields(object(parser, 1));
        } catch (JacksonException e) {
            // Its message would repeat the content.
            throw new IllegalArgumentException("expected a line of JSON", e);
        }
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> expected(name));
    }

    Optional<String> optionalText(String name) {
        Object value = members.get(name);
        if (value != null && !(value instanceof String)) {
            throw expected(name);
        }
        return Optional.ofNullable((String) value);
    }

    long number(String name) {
        if (members.get(name) instanceof Long number) {
            return number;
        }
        throw expected(name);
    }

    int smallNumber(String name) {
        long number = number(name);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw expected(name);
        }
        return (int) number;
    }

    List<String> texts(String name) {
        return list(name).stream()
                .map(each -> {
                    if (each instanceof String text) {
                        return text;
                    }
                    throw expected(name);
                })
                .toList();
    }

    <T> List<T> objects(String name, Function<Fields, T> read) {
        return list(name).stream()
                .map(each -> {
                    if (each instanceof Fields fields) {
                        return read.apply(fields);
                    }
                    throw expected(name);
                })
                .toList();
    }

    Fields object(String name) {
        if (members.get(name) instanceof Fields fields) {
            return fields;
        }
        throw expected(name);
    }

    private List<?> list(String name) {
        if (members.get(name) instanceof List<?> list) {
            return list;
        }
        throw expected(name);
    }

    private static IllegalArgumentException expected(String name) {
        return new IllegalArgumentException("expected the member " + name + " of its form");
    }

    private static Map<String, Object> object(JsonParser parser, int depth) {
        requireShallow(depth);
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser, depth));
            requireFew(members.size());
        }
        return members;
    }

    private static Object value(JsonParser parser, int depth) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> new Fields(object(parser, depth + 1));
            case START_ARRAY -> list(parser, depth + 1);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            default -> throw new IllegalArgumentException("expected texts, integers and lists");
        };
    }

    private static List<Object> list(JsonParser parser, int depth) {
        requireShallow(depth);
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser, depth));
            requireFew(list.size());
        }
        return list;
    }

    private static void requireShallow(int depth) {
        if (depth > Limits.DEEPEST) {
            throw new IllegalArgumentException("expected objects less deep");
        }
    }

    private static void requireFew(int count) {
        if (count > Limits.MOST_ELEMENTS) {
            throw new IllegalArgumentException(
                    "expected at most %d elements".formatted(Limits.MOST_ELEMENTS));
        }
    }
}
