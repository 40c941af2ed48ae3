package io.unbroken.custody.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/// The chain of identity id: one per patient and therapy event, given at or before collection and never used again.
///
/// ISBT 128 data structure 040 (ST-001 v6.2.2, ST-028): `CH`, the issuing facility, two digits of the year, six digits or
/// capital letters. The canonical form leaves out the data identifier `&/` and the check character.
///
/// @param value the 15 canonical characters
public record CoiId(String value) implements Identifier, Comparable<CoiId> {

    private static final Pattern FORM =
            Pattern.compile("CH[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{2}[0-9]{2}[0-9A-Z]{6}");
    private static final int LENGTH = 15;
    private static final String DATA_IDENTIFIER = "&/";

    public CoiId {
        Identifier.require(CoiId.class, value, FORM, "CHA999926000001");
    }

    /// A new id from its parts.
    public static CoiId issue(String facility, int year, int serial) {
        return new CoiId("CH%s%02d%06d".formatted(facility, year % 100, serial));
    }

    /// Reads the canonical form, the form with its check character, or a scanned data structure (`&/` before it).
    ///
    /// @throws IllegalArgumentException if the form is another one or the check character does not match
    public static CoiId parse(String text) {
        String content = text.startsWith(DATA_IDENTIFIER) ? text.substring(2) : text;
        if (content.length() == LENGTH + 1) {
            CoiId id = new CoiId(content.substring(0, LENGTH));
            CheckCharacters.require("chain of identity id", id.check(), content.charAt(LENGTH));
            return id;
        }
        return new CoiId(content);
    }

    /// The check character that is printed after the id (ISO/IEC 7064 MOD 37-2).
    public char check() {
        return Mod37.of(value);
    }

    /// The id as a label's barcode holds it.
    public String scan() {
        return DATA_IDENTIFIER + value;
    }

    /// The id with its check character, for people to read and type.
    public String printed() {
        return String.format(Locale.ROOT, "%s%c", value, check());
    }

    @Override
    public int compareTo(CoiId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
