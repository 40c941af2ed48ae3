package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// A place where something was scanned: a site, an airport, a room.
///
/// @param value an internal code, GLN or UN/LOCODE
public record PlaceId(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,29}");

    public PlaceId {
        Identifier.require(PlaceId.class, value, FORM, "CHZRH-CARGO");
    }

    @Override
    public String toString() {
        return value;
    }
}
