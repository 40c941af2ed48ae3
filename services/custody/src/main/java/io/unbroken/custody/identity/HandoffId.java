package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// The identifier of one handoff, shown as a code by the giving side and scanned by the taking side.
///
/// @param value a UUID, lower case
public record HandoffId(String value) implements Identifier {

    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public HandoffId {
        Identifier.require(HandoffId.class, value, FORM, "0f8fad5b-d9cb-469f-a165-70867728950e");
    }

    @Override
    public String toString() {
        return value;
    }
}
