package io.unbroken.custody.scanning;

import io.unbroken.custody.identity.Scan.Symbology;
import java.util.Arrays;
import java.util.Optional;

/// The symbology identifiers that scanners put before what they read (ISO/IEC 15424), for the symbols that we read.
public enum AimIdentifier {
    CODE_128("]C0", Symbology.CODE_128, false),
    GS1_128("]C1", Symbology.GS1_128, true),
    /// Code 128 with FNC1 in second place: another industry's, read as plain.
    CODE_128_INDUSTRY("]C2", Symbology.CODE_128, false),
    DATA_MATRIX("]d1", Symbology.DATA_MATRIX, false),
    GS1_DATA_MATRIX("]d2", Symbology.DATA_MATRIX, true),
    DATA_MATRIX_INDUSTRY("]d3", Symbology.DATA_MATRIX, false),
    DATA_MATRIX_ECI("]d4", Symbology.DATA_MATRIX, false),
    GS1_DATA_MATRIX_ECI("]d5", Symbology.DATA_MATRIX, true),
    QR_CODE_MODEL_1("]Q0", Symbology.QR_CODE, false),
    QR_CODE("]Q1", Symbology.QR_CODE, false),
    QR_CODE_ECI("]Q2", Symbology.QR_CODE, false),
    GS1_QR_CODE("]Q3", Symbology.QR_CODE, true),
    GS1_QR_CODE_ECI("]Q4", Symbology.QR_CODE, true);

    /// `]`, a letter for the symbology, a digit for how it was read.
    static final int LENGTH = 3;

    private static final char FLAG = ']';

    private final String text;
    private final Symbology symbology;
    private final boolean gs1;

    AimIdentifier(String text, Symbology symbology, boolean gs1) {
        this.text = text;
        this.symbology = symbology;
        this.gs1 = gs1;
    }

    /// As it stands before what was read.
    public String text() {
        return text;
    }

    /// Which symbol it was.
    public Symbology symbology() {
        return symbology;
    }

    /// Whether the symbol says by FNC1 that GS1 element strings follow.
    public boolean gs1() {
        return gs1;
    }

    /// Whether a scan with this symbology can have it: Code 128 is said of GS1-128 too.
    boolean fits(Symbology said) {
        return said == symbology
                || said == Symbology.UNKNOWN
                || (said == Symbology.CODE_128 && symbology == Symbology.GS1_128);
    }

    /// Whether a symbology identifier, known or not, stands before the text.
    static boolean leads(String raw) {
        return raw.length() >= LENGTH
                && raw.charAt(0) == FLAG
                && Character.isLetter(raw.charAt(1))
                && Character.isLetterOrDigit(raw.charAt(2));
    }

    /// The identifier before the text, if it is one of these.
    static Optional<AimIdentifier> of(String raw) {
        return Arrays.stream(values()).filter(each -> raw.startsWith(each.text)).findFirst();
    }
}
