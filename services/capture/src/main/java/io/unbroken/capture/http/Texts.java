package io.unbroken.capture.http;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.scanning.Decoded.Compound;
import io.unbroken.custody.scanning.Decoded.OwnCode;
import io.unbroken.custody.scanning.Decoded.PersonData;
import io.unbroken.custody.scanning.Decoded.Unreadable;
import io.unbroken.custody.scanning.DigitalLink;
import io.unbroken.custody.scanning.ElementString;
import io.unbroken.custody.scanning.Scans;
import io.unbroken.custody.scanning.Structure;
import java.lang.reflect.RecordComponent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where an event says what people wrote as they liked, and what: what a fact has as text, scans of no standard,
/// and the values in scans of GS1: a batch, a serial number or what companies agree on is whatever somebody wrote.
///
/// Identifiers of a fact are none of it: they check themselves.
final class Texts {

    private Texts() {}

    /// The texts by the names of their fields.
    static Map<String, String> of(Event event) {
        var texts = new LinkedHashMap<String, String>();
        add("fact", event.fact(), texts);
        for (int i = 0; i < event.scans().size(); i++) {
            Scan scan = event.scans().get(i);
            String field = "scans[%d].raw".formatted(i);
            written(scan).ifPresent(text -> texts.put(field, text));
        }
        return texts;
    }

    private static Optional<String> written(Scan scan) {
        return switch (Scans.read(scan)) {
            case OwnCode _ -> Optional.of(scan.raw());
            case Unreadable _, DigitalLink _ ->
                    Optional.of(scan.raw() + "\n" + unescaped(scan.raw()));
            // An identifier stands right before its value, as if it were a part of it.
            case ElementString(var elements) ->
                    Optional.of(
                            elements.stream()
                                    .map(ElementString.Element::value)
                                    .collect(Collectors.joining("\n")));
            // What they say is fixed.
            case Structure _, Compound _, PersonData _ -> Optional.empty();
        };
    }

    /// What a web address says, whoever escaped what in it; no other text is harmed by it.
    private static String unescaped(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            return raw;
        }
    }

    private static void add(String field, Object value, Map<String, String> texts) {
        switch (value) {
            case String text -> texts.put(field, text);
            case Optional<?> maybe -> maybe.ifPresent(present -> add(field, present, texts));
            case Collection<?> all -> {
                int index = 0;
                for (Object each : all) {
                    add("%s[%d]".formatted(field, index++), each, texts);
                }
            }
            case Record parts when parts instanceof Fact || !isIdentifier(parts) -> {
                for (RecordComponent part : parts.getClass().getRecordComponents()) {
                    add(field + "." + part.getName(), read(parts, part), texts);
                }
            }
            default -> {}
        }
    }

    private static boolean isIdentifier(Record value) {
        RecordComponent[] parts = value.getClass().getRecordComponents();
        return parts.length == 1 && parts[0].getType() == String.class;
    }

    private static Object read(Record value, RecordComponent part) {
        try {
            return part.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a part of the model cannot be read", e);
        }
    }
}
