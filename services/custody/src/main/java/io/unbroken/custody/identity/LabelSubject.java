package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// What a label names: a unit, a shipper, a patient's token or a handoff, as its own identifier is written.
///
/// @param value letters, digits, hyphens, slashes
public record LabelSubject(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9/-]{2,47}");

    public LabelSubject {
        Identifier.require(LabelSubject.class, value, FORM, "A999926000001-S1128V00");
    }

    @Override
    public String toString() {
        return value;
    }
}
