package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// A therapy order.
///
/// @param value as the ordering site gave it
public record OrderId(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9-]{3,39}");

    public OrderId {
        Identifier.require(OrderId.class, value, FORM, "ORD-2026-000001");
    }

    @Override
    public String toString() {
        return value;
    }
}
