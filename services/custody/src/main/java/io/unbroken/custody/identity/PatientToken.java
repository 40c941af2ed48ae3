package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// A patient's pseudonym: random, tied to name, birth date and record number in the site's own vault alone.
///
/// @param value 'PT' and 26 base-32 characters, 130 random bits
public record PatientToken(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("PT[A-Z2-7]{26}");

    public PatientToken {
        Identifier.require(PatientToken.class, value, FORM, "PTABCDEFGHIJKLMNOPQRSTUVWXYZ");
    }

    @Override
    public String toString() {
        return value;
    }
}
