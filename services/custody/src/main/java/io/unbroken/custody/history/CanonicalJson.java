package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.MeanTemperature;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.identity.Identifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Writes records as JSON in exactly one way: members sorted by name, no white space, no number that is not an integer
/// (temperatures and decimals are texts), absent optionals left out. Equal records give equal bytes on every machine, so
/// that a hash of a history means something (after RFC 8785).
public final class CanonicalJson {

    private static final Map<Class<?>, List<RecordComponent>> COMPONENTS =
            new ConcurrentHashMap<>();

    private final StringBuilder out = new StringBuilder(4096);

    private CanonicalJson() {}

    /// The canonical UTF-8 bytes of a record.
    public static byte[] bytes(Record value) {
        var json = new CanonicalJson();
        json.write(value);
        return json.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(Object value) {
        switch (value) {
            case Identifier id -> text(id.value());
            case Celsius celsius -> text(celsius.toString());
            case MeanTemperature mean -> text(mean.toString());
            case Record object -> object(object);
            case List<?> list -> list(list);
            case Set<?> set -> set(set);
            case Enum<?> symbol -> text(symbol.name());
            case Boolean truth -> out.append(truth.booleanValue());
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(number.longValue());
            case BigDecimal decimal -> text(decimal.toPlainString());
            case Instant time -> text(time.toString());
            case Duration length -> text(length.toString());
            case String text -> text(text);
            default ->
                    throw new IllegalArgumentException(
                            "no canonical form for " + value.getClass().getName());
        }
    }

    private void object(Record value) {
        var members = new TreeMap<String, Object>(Comparator.naturalOrder());
        if (value instanceof Fact) {
            members.put("type", value.getClass().getSimpleName());
        }
        for (RecordComponent component : components(value.getClass())) {
            Object member = read(component, value);
            if (member instanceof Optional<?> optional) {
                optional.ifPresent(present -> members.put(component.getName(), present));
            } else {
                members.put(component.getName(), member);
            }
        }
        out.append('{');
        boolean first = true;
        for (Map.Entry<String, Object> member : members.entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            text(member.getKey());
            out.append(':');
            write(member.getValue());
        }
        out.append('}');
    }

    private void list(List<?> values) {
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            write(values.get(i));
        }
        out.append(']');
    }

    /// In the order of the elements' own forms, so that equal sets give equal bytes.
    private void set(Set<?> values) {
        out.append(
                values.stream()
                        .map(CanonicalJson::form)
                        .sorted()
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private static String form(Object value) {
        var json = new CanonicalJson();
        json.write(value);
        return json.out.toString();
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || Character.isSurrogate(c)) {
                // An unpaired surrogate has no UTF-8 form; escaping every one keeps the bytes
                // defined.
                out.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static List<RecordComponent> components(Class<?> type) {
        return COMPONENTS.computeIfAbsent(
                type,
                t -> {
                    List<RecordComponent> components = List.of(t.getRecordComponents());
                    components.forEach(component -> component.getAccessor().setAccessible(true));
                    return components;
                });
    }

    private static Object read(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("a record's accessor is there", impossible);
        }
    }
}
