package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// An organisation that signs events: a collection site, courier, manufacturing facility or infusion centre.
///
/// @param value lower case, digits and hyphens
public record PartyId(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{2,39}");

    public PartyId {
        Identifier.require(PartyId.class, value, FORM, "site-lindenhof");
    }

    @Override
    public String toString() {
        return value;
    }
}
