package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// The identifier that a device gives to an event before it first tries to send it; the idempotency key.
///
/// @param value a UUID, lower case
public record EventId(String value) implements Identifier, Comparable<EventId> {

    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public EventId {
        Identifier.require(EventId.class, value, FORM, "0f8fad5b-d9cb-469f-a165-70867728950e");
    }

    @Override
    public int compareTo(EventId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
