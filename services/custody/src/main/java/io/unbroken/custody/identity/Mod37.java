package io.unbroken.custody.identity;

/// The check character of ISO/IEC 7064 MOD 37-2, as ISBT 128 uses it (ST-001, appendix A).
///
/// It finds every single substitution and every swap of two neighbours.
public final class Mod37 {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";

    private Mod37() {}

    /// The check character over `content`, which holds digits and capital letters alone.
    ///
    /// @throws IllegalArgumentException if `content` holds another character
    public static char of(String content) {
        return ALPHABET.charAt((38 - sum(content)) % 37);
    }

    /// The value of a check character, 0 to 36; added to 60 it is the type-3 flag of a DIN.
    ///
    /// @throws IllegalArgumentException if it is none
    public static int value(char check) {
        int value = ALPHABET.indexOf(check);
        if (value < 0) {
            throw new IllegalArgumentException("expected a digit, a capital letter or *");
        }
        return value;
    }

    private static int sum(String content) {
        int sum = 0;
        for (int i = 0; i < content.length(); i++) {
            int value = ALPHABET.indexOf(content.charAt(i));
            if (value < 0 || value > 35) {
                throw new IllegalArgumentException(
                        "expected digits and capital letters, found another character at position "
                                + (i + 1));
            }
            sum = (sum + value) * 2 % 37;
        }
        return sum;
    }
}
