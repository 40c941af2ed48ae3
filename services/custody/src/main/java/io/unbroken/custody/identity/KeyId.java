package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// A signing key: the first 16 hexadecimal digits of the SHA-256 of its public key.
///
/// @param value lower-case hexadecimal
public record KeyId(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

    public KeyId {
        Identifier.require(KeyId.class, value, FORM, "00f1e2d3c4b5a697");
    }

    @Override
    public String toString() {
        return value;
    }
}
