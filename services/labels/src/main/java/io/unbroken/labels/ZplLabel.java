package io.unbroken.labels;

import io.unbroken.labels.Label.Frame;
import io.unbroken.labels.Label.Mark;
import io.unbroken.labels.Label.Symbol;
import io.unbroken.labels.Label.Words;
import java.nio.charset.StandardCharsets;

/// Writes a label in ZPL II for printers of 300 dpi. Printers draw symbols and letters themselves.
final class ZplLabel {

    /// Text may hold what commands begin with; it is written by its bytes then.
    private static final String COMMANDS = "^~_\\";

    private static final int FRAME = 3;

    private ZplLabel() {}

    static String of(Label label, int copies) {
        var zpl = new StringBuilder();
        zpl.append(
                "^XA\n^CI28\n^PW%d\n^LL%d\n".formatted(dots(label.width()), dots(label.height())));
        label.marks().forEach(mark -> zpl.append(drawn(mark)).append('\n'));
        return zpl.append("^PQ%d\n^XZ\n".formatted(copies)).toString();
    }

    private static String drawn(Mark mark) {
        return switch (mark) {
            case Symbol symbol ->
                    "^FO%d,%d%s^FS".formatted(dots(symbol.x()), dots(symbol.y()), symbol(symbol));
            case Words words ->
                    // Letters stand on y: the field begins above them.
                    "^FO%d,%d^A0N,%d,%d^FH^FD%s^FS"
                            .formatted(
                                    dots(words.x()),
                                    dots(words.y() - words.size()),
                                    dots(words.size()),
                                    dots(words.size()),
                                    escaped(words.text()));
            case Frame frame ->
                    "^FO%d,%d^GB%d,%d,%d^FS"
                            .formatted(
                                    dots(frame.x()),
                                    dots(frame.y()),
                                    dots(frame.width()),
                                    dots(frame.height()),
                                    FRAME);
        };
    }

    private static String symbol(Symbol symbol) {
        return switch (symbol.kind()) {
            // 200: the error correction of today's Data Matrix.
            case DATA_MATRIX ->
                    "^BXN,%d,200^FH^FD%s".formatted(symbol.module(), escaped(symbol.content()));
            // A: the printer chooses the code sets.
            case CODE_128 ->
                    "^BY%d^BCN,%d,N,N,N,A^FH^FD%s"
                            .formatted(
                                    symbol.module(),
                                    dots(symbol.height()),
                                    escaped(symbol.content()));
            // D: GS1, with identifiers in round brackets.
            case GS1_128 ->
                    "^BY%d^BCN,%d,N,N,N,D^FH^FD%s"
                            .formatted(
                                    symbol.module(),
                                    dots(symbol.height()),
                                    escaped(symbol.content().replace('[', '(').replace(']', ')')));
            // Q: a quarter may be scratched. A: the printer chooses how to write.
            case QR_CODE ->
                    "^BQN,2,%d^FH^FDQA,%s".formatted(symbol.module(), escaped(symbol.content()));
        };
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xff);
            if (character < ' ' || character > '~' || COMMANDS.indexOf(character) >= 0) {
                escaped.append("_%02X".formatted((int) character));
            } else {
                escaped.append(character);
            }
        }
        return escaped.toString();
    }

    private static int dots(double millimetres) {
        return (int) Math.round(millimetres * Encoded.DOTS_PER_MILLIMETRE);
    }
}
