package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// One unit of material: a collected bag (DIN and product code) or a product bag (lot and number).
///
/// @param value capital letters, digits, hyphen, slash
public record MaterialId(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9/-]{3,47}");

    public MaterialId {
        Identifier.require(MaterialId.class, value, FORM, "A999926000001-S1128V00");
    }

    @Override
    public String toString() {
        return value;
    }
}
