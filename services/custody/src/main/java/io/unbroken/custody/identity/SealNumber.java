package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// The number of a tamper-evident seal.
///
/// @param value capital letters, digits, hyphens
public record SealNumber(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,19}");

    public SealNumber {
        Identifier.require(SealNumber.class, value, FORM, "SEAL-88213");
    }

    @Override
    public String toString() {
        return value;
    }
}
