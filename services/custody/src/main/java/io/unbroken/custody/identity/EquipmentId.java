package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// A machine or store with a number: bioreactor, freezer, apheresis device.
///
/// @param value capital letters, digits, hyphens
public record EquipmentId(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9-]{1,29}");

    public EquipmentId {
        Identifier.require(EquipmentId.class, value, FORM, "BIO-3");
    }

    @Override
    public String toString() {
        return value;
    }
}
