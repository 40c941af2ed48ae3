package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// A product profile: the rules of one product.
///
/// @param value capital letters, digits and hyphens
public record ProfileId(String value) implements Identifier {

    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9-]{2,39}");

    public ProfileId {
        Identifier.require(ProfileId.class, value, FORM, "SYN-CART-19");
    }

    @Override
    public String toString() {
        return value;
    }
}
