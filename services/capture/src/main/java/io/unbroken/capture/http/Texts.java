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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where an event says what people wrote as they liked, and what: what a fact has as text, and scans of no standard.
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
            switch (Scans.read(scan)) {
                case Unreadable _, OwnCode _ -> texts.put("scans[%d].raw".formatted(i), scan.raw());
                case Structure _, Compound _, ElementString _, DigitalLink _, PersonData _ -> {
                    // What they say is fixed.
                }
            }
        }
        return texts;
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
