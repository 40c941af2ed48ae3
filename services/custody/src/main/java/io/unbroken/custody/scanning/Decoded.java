package io.unbroken.custody.scanning;

import java.util.List;

/// What a scanned code says, exactly one of these. The scan itself stays as it was read.
public sealed interface Decoded
        permits Structure,
                Decoded.Compound,
                ElementString,
                DigitalLink,
                Decoded.OwnCode,
                Decoded.PersonData,
                Decoded.Unreadable {

    /// ISBT 128 data structure 023: several structures in one symbol, without separators.
    ///
    /// @param reference three digits: 000, or the registered message that says which structures these are
    /// @param parts in the order of the symbol
    record Compound(String reference, List<Structure> parts) implements Decoded {

        /// The count has two digits; ten fill the largest symbol that a label of ours has room for.
        static final int MOST_PARTS = 10;

        public Compound {
            if (!reference.matches("[0-9]{3}")) {
                throw new IllegalArgumentException(
                        "expected a reference of three digits, found another form");
            }
            if (parts.isEmpty() || parts.size() > MOST_PARTS) {
                throw new IllegalArgumentException(
                        "expected 1 to %d structures, found %d"
                                .formatted(MOST_PARTS, parts.size()));
            }
            parts = List.copyOf(parts);
        }

        /// As a symbol holds it.
        public String scan() {
            var text = new StringBuilder("=+%02d%s".formatted(parts.size(), reference));
            parts.forEach(part -> text.append(part.scan()));
            return text.toString();
        }
    }

    /// A code of no standard, as couriers' own numbers and seals are: letters, digits and a few signs. It says only itself.
    ///
    /// @param text as read, without the symbology identifier
    record OwnCode(String text) implements Decoded {}

    /// It identifies a person: a birth date, a name, a number of the hospital or the state. Nothing of it is kept here, and no event may
    /// hold such a scan.
    ///
    /// @param structure which data structure or application identifier it was
    record PersonData(String structure) implements Decoded {}

    /// It could not be read, or says what cannot be. It is never repaired: somebody scans again, or the finding stays.
    ///
    /// @param reason which rule it breaks
    /// @param explanation what was expected and found; never repeats what was read
    record Unreadable(Reason reason, String explanation) implements Decoded {}

    /// Why a scan was not read.
    enum Reason {
        /// A check character, check digit or flag is not that of the rest: something was misread or mistyped.
        CHECK,
        /// Typed without the check character that people have to type.
        CHECK_MISSING,
        /// More or fewer characters than the structure has.
        LENGTH,
        /// A character where the structure has none such.
        FORM,
        /// No day or time that there is.
        DATE,
        /// A data identifier that ISBT 128 does not define, or retired, or that has no place there.
        STRUCTURE_UNKNOWN,
        /// An application identifier that is not known here.
        APPLICATION_IDENTIFIER_UNKNOWN,
        /// A value does not end where it has to: the scanner lost the separator (FNC1).
        SEPARATOR_MISSING,
        /// It says one thing twice and differently, or a part without what it belongs to.
        CONTRADICTORY,
        /// A web address that is no GS1 Digital Link.
        DIGITAL_LINK,
        /// Characters that a scanner with another keyboard layout produces.
        KEYBOARD_LAYOUT,
        /// Small letters where the symbol has capitals: Caps Lock, or a scanner that converts.
        LETTER_CASE,
        /// The symbology identifier is unknown, or names another symbol than the scan does.
        SYMBOLOGY,
        /// A code that has no check for what people mistype; it is scanned, never typed.
        NOT_FOR_TYPING
    }
}
