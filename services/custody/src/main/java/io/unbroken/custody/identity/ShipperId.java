package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// A shipping container that is used again and again (GS1 GRAI or the courier's own number).
///
/// @param value capital letters, digits, hyphens
public record ShipperId(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,29}");

    public ShipperId {
        Identifier.require(ShipperId.class, value, FORM, "DRY-00017");
    }

    /// Whether a text has the form of one.
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
