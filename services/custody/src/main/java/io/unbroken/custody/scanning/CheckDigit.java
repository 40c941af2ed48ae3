package io.unbroken.custody.scanning;

/// The check digit of GS1 keys (General Specifications, 7.9.1): weights 3, 1, 3, … from the right, to a multiple of ten.
///
/// It finds every single wrong digit. It does not find two neighbours that changed places when they differ by five, one of nine such
/// swaps: what finds those is the symbol's own error correction, and a handoff's other half, which names another shipper.
public final class CheckDigit {

    private CheckDigit() {}

    /// The digit that belongs behind these.
    ///
    /// @throws IllegalArgumentException if there is something else than digits
    public static char of(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("expected digits, found another character");
            }
            sum += i % 2 == 0 ? 3 * digit : digit;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /// Whether the last digit is that of the others.
    static boolean fits(String digits) {
        int last = digits.length() - 1;
        return last > 0 && of(digits.substring(0, last)) == digits.charAt(last);
    }
}
