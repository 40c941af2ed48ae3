package io.unbroken.custody.profile;

import io.unbroken.custody.identity.Identifier;
import java.util.regex.Pattern;

/// The identifier that whoever publishes gives to an edition before it is first sent; the idempotency key.
///
/// @param value a UUID, lower case
public record EditionId(String value) implements Identifier {

    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public EditionId {
        Identifier.require(EditionId.class, value, FORM, "0f8fad5b-d9cb-469f-a165-70867728950e");
    }

    @Override
    public String toString() {
        return value;
    }
}
