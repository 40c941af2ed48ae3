package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// The SHA-256 of a photo, byte for byte. The log has this alone; the photo stays with the party that took it.
///
/// @param value 64 lower-case hexadecimal digits
public record PhotoHash(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public PhotoHash {
        Identifier.require(PhotoHash.class, value, FORM, "e3b0c442...");
    }

    @Override
    public String toString() {
        return value;
    }
}
