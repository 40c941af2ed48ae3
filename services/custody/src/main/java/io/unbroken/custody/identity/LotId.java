package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// A manufacturing lot.
///
/// @param value at most 20 characters, as GS1 AI (10) allows
public record LotId(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,19}");

    public LotId {
        Identifier.require(LotId.class, value, FORM, "LOT-2026-00001");
    }

    @Override
    public String toString() {
        return value;
    }
}
