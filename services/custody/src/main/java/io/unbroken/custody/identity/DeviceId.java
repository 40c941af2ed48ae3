package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// A scanner, phone or instrument that captured an event.
///
/// @param value lower case, digits and hyphens
public record DeviceId(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,39}");

    public DeviceId {
        Identifier.require(DeviceId.class, value, FORM, "scanner-7");
    }

    @Override
    public String toString() {
        return value;
    }
}
