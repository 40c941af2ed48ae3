package io.unbroken.labels;

import io.unbroken.labels.Label.Symbol;
import java.util.List;
import uk.org.okapibarcode.backend.Code128;
import uk.org.okapibarcode.backend.DataMatrix;
import uk.org.okapibarcode.backend.HumanReadableLocation;
import uk.org.okapibarcode.backend.QrCode;
import uk.org.okapibarcode.graphics.Rectangle;

/// The dark rectangles of a symbol in millimetres from its own corner. All that is known of the symbols' library is here.
record Encoded(List<Bar> bars) {

    /// 300 dpi: what the printers of labels have, and a module is a whole number of dots.
    static final double DOTS_PER_MILLIMETRE = 300 / 25.4;

    /// The nearest place that is a whole number of dots from the edge.
    static double onDots(double millimetres) {
        return Math.round(millimetres * DOTS_PER_MILLIMETRE) / DOTS_PER_MILLIMETRE;
    }

    record Bar(double x, double y, double width, double height) {}

    static Encoded of(Symbol symbol) {
        double module = symbol.module() / DOTS_PER_MILLIMETRE;
        int bars = (int) Math.round(symbol.height() / module);
        List<Rectangle> rectangles = drawn(symbol, Math.max(1, bars)).getRectangles();
        return new Encoded(
                rectangles.stream()
                        .map(each ->
                                new Bar(
                                        each.x * module,
                                        each.y * module,
                                        each.width * module,
                                        each.height * module))
                        .toList());
    }

    private static uk.org.okapibarcode.backend.Symbol drawn(Symbol symbol, int barHeight) {
        uk.org.okapibarcode.backend.Symbol drawn =
                switch (symbol.kind()) {
                    case DATA_MATRIX -> dataMatrix();
                    case CODE_128 -> new Code128();
                    case GS1_128 -> gs1();
                    case QR_CODE -> qrCode();
                };
        drawn.setBarHeight(barHeight);
        drawn.setHumanReadableLocation(HumanReadableLocation.NONE);
        drawn.setContent(symbol.content());
        return drawn;
    }

    private static DataMatrix dataMatrix() {
        var symbol = new DataMatrix();
        symbol.setForceMode(DataMatrix.ForceMode.SQUARE);
        return symbol;
    }

    private static Code128 gs1() {
        var symbol = new Code128();
        symbol.setDataType(uk.org.okapibarcode.backend.Symbol.DataType.GS1);
        return symbol;
    }

    /// A quarter of it may be scratched.
    private static QrCode qrCode() {
        var symbol = new QrCode();
        symbol.setPreferredEccLevel(QrCode.EccLevel.Q);
        return symbol;
    }
}
