package io.unbroken.custody.sensing;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a logger wrote as a value, where that may be a number or a code of a fault such as `E02` or `--.-`.
///
/// The form leaves no room for a sentence: no patient's story fits.
///
/// @param text 1 to [#LONGEST] of `A-Z a-z 0-9 . , + - _`
public record Reading(String text) {

    /// Longer than any code or number of a logger, and than a position with its accuracy.
    public static final int LONGEST = 40;

    /// More digits than any sensor has; it also keeps decimal arithmetic on foreign text cheap.
    private static final int MOST_DIGITS = 24;

    private static final Pattern FORM = Pattern.compile("[-+.,_A-Za-z0-9]{1," + LONGEST + "}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]*(\\.[0-9]+)?");

    /// @throws IllegalArgumentException if the text has another form, without repeating it
    public Reading {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "reading: expected 1 to %d letters, digits, points, commas or signs, found %d characters"
                            .formatted(LONGEST, text.length()));
        }
    }

    /// The reading of a number.
    ///
    /// @throws IllegalArgumentException if it has too many digits for a sensor
    public static Reading of(BigDecimal number) {
        if (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
            throw new IllegalArgumentException(
                    "reading: expected a number of at most %d digits".formatted(MOST_DIGITS));
        }
        return new Reading(number.toPlainString());
    }

    /// The number, if it is a plain decimal one; a code has none.
    public Optional<BigDecimal> number() {
        boolean plain =
                text.length() <= MOST_DIGITS
                        && NUMBER.matcher(text).matches()
                        && Character.isDigit(text.charAt(text.length() - 1));
        return plain ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
