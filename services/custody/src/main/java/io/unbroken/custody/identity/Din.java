package io.unbroken.custody.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/// Donation Identification Number, ISBT 128 data structure 001 (ST-001 v6.2.2).
///
/// Thirteen characters identify a collection; the two flag characters after them never do, so two scans that differ in
/// their flags are the same donation.
///
/// @param value the 13 identifying characters
public record Din(String value) implements Identifier {

    private static final Pattern FORM =
            Pattern.compile("[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{2}[0-9]{2}[0-9]{6}");
    private static final int LENGTH = 13;
    private static final int FIRST_CHECK_FLAG = 60;
    private static final int LAST_CHECK_FLAG = 96;

    public Din {
        Identifier.require(Din.class, value, FORM, "A999921123456");
    }

    /// Reads 13 characters, 14 with the check character as printed in its box, or a scanned data structure (`=` before
    /// and two flag characters after; flags 60 to 96 carry the check character and are verified).
    ///
    /// @throws IllegalArgumentException if the form is another one or the check character does not match
    public static Din parse(String text) {
        if (text.startsWith("=") && text.length() == LENGTH + 3) {
            Din din = new Din(text.substring(1, LENGTH + 1));
            din.requireFlags(text.substring(LENGTH + 1));
            return din;
        }
        if (text.length() == LENGTH + 1) {
            Din din = new Din(text.substring(0, LENGTH));
            CheckCharacters.require("DIN", din.check(), text.charAt(LENGTH));
            return din;
        }
        return new Din(text);
    }

    /// The check character (ISO/IEC 7064 MOD 37-2).
    public char check() {
        return Mod37.of(value);
    }

    /// The number as a label's barcode holds it, with type-3 flags, which carry the check character.
    public String scan() {
        return String.format(
                Locale.ROOT, "=%s%02d", value, FIRST_CHECK_FLAG + Mod37.value(check()));
    }

    private void requireFlags(String flags) {
        if (!flags.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return; // Letters in the flags are reserved by the standard and carry no check.
        }
        int number = Integer.parseInt(flags);
        if (number >= FIRST_CHECK_FLAG && number <= LAST_CHECK_FLAG) {
            int expected = FIRST_CHECK_FLAG + Mod37.value(check());
            if (number != expected) {
                throw new IllegalArgumentException(
                        "flag characters of the DIN: expected %d, found %d; scan it again"
                                .formatted(expected, number));
            }
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
