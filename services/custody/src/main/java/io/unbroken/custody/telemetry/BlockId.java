package io.unbroken.custody.telemetry;

import io.unbroken.custody.identity.Identifier;
import java.util.regex.Pattern;

/// The identifier that the sender gives to a logger's record before it first tries to send it; the idempotency key.
///
/// @param value a UUID, lower case
public record BlockId(String value) implements Identifier, Comparable<BlockId> {

    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public BlockId {
        Identifier.require(BlockId.class, value, FORM, "0f8fad5b-d9cb-469f-a165-70867728950e");
    }

    @Override
    public int compareTo(BlockId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
