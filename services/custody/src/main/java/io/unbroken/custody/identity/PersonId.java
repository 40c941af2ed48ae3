package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// A person who acts, by the opaque staff identifier that their organisation gave.
///
/// @param value never a name
public record PersonId(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,39}");

    public PersonId {
        Identifier.require(PersonId.class, value, FORM, "lin-0042");
    }

    @Override
    public String toString() {
        return value;
    }
}
