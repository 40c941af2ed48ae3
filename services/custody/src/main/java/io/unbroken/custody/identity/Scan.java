package io.unbroken.custody.identity;

/// A code as a scanner read it, kept raw: what does not parse later is a finding and never guessed.
///
/// @param symbology which symbol it was, or that it was typed
/// @param raw the characters, at most 256, exactly as read
public record Scan(Symbology symbology, String raw) {

    /// Longer than any symbol on a label of ours; a longer one is another thing.
    public static final int LONGEST = 256;

    public Scan {
        if (raw.isEmpty() || raw.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "expected 1 to %d scanned characters, found %d"
                            .formatted(LONGEST, raw.length()));
        }
    }

    /// The kinds of symbol that we read, and the keyboard.
    public enum Symbology {
        CODE_128,
        DATA_MATRIX,
        QR_CODE,
        GS1_128,
        /// Typed by a person; shown as such for ever.
        TYPED,
        UNKNOWN
    }
}
