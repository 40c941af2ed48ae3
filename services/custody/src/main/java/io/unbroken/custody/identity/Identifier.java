package io.unbroken.custody.identity;

import java.util.regex.Pattern;

/// An identifier that is one short text and checks its own form. Pseudonymous: none of them may hold patient data.
public interface Identifier {

    /// The canonical text.
    String value();

    /// Refuses a text that has not the form of `type`, without repeating the text: it might be something else, typed by
    /// mistake.
    ///
    /// @throws IllegalArgumentException saying what was expected
    static void require(Class<?> type, String value, Pattern form, String example) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "expected a %s such as %s, found %d characters of another form"
                            .formatted(type.getSimpleName(), example, value.length()));
        }
    }
}
