package io.unbroken.custody.telemetry;

import io.unbroken.custody.identity.Identifier;
import java.util.regex.Pattern;

/// The SHA-256 of a logger's file, byte for byte as the device wrote it.
///
/// @param value 64 lower-case hexadecimal digits
public record FileHash(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public FileHash {
        Identifier.require(FileHash.class, value, FORM, "e3b0c442...");
    }

    @Override
    public String toString() {
        return value;
    }
}
