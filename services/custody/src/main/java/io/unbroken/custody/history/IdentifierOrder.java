package io.unbroken.custody.history;

import io.unbroken.custody.identity.Identifier;
import java.util.Comparator;

/// Identifiers ordered by their text, where a history lists them.
final class IdentifierOrder {

    static final Comparator<Identifier> BY_VALUE = Comparator.comparing(Identifier::value);

    private IdentifierOrder() {}
}
