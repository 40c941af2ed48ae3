package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// The SHA-256 of an event's Avro bytes and schema: what was said, without who signed it when.
///
/// @param value 64 lower-case hexadecimal digits
public record ContentHash(String value) implements Identifier, Comparable<ContentHash> {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public ContentHash {
        Identifier.require(ContentHash.class, value, FORM, "e3b0c442...");
    }

    @Override
    public int compareTo(ContentHash other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
