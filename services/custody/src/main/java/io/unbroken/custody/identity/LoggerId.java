package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// A temperature logger.
///
/// @param value as printed on it
public record LoggerId(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{2,39}");

    public LoggerId {
        Identifier.require(LoggerId.class, value, FORM, "RCPJ00010");
    }

    @Override
    public String toString() {
        return value;
    }
}
