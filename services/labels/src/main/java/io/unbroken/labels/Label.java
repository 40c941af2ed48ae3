package io.unbroken.labels;

import java.util.List;

/// A label as it is drawn: marks on a white area, in millimetres from its upper left corner.
///
/// @param title what it is, for screen readers and files; never a person's name
public record Label(String title, double width, double height, List<Mark> marks) {

    public Label {
        marks = List.copyOf(marks);
    }

    /// As a picture that scales: for screens and office printers.
    public String svg() {
        return SvgLabel.of(this);
    }

    /// One page of the label's size, its font inside.
    public byte[] pdf() {
        return PdfLabel.of(this);
    }

    /// For label printers of 300 dpi that speak ZPL II.
    ///
    /// @param copies how many the printer makes
    public String zpl(int copies) {
        return ZplLabel.of(this, copies);
    }

    /// The symbols on it, in the order of drawing.
    public List<Symbol> symbols() {
        return marks.stream().filter(Symbol.class::isInstance).map(Symbol.class::cast).toList();
    }

    /// Something that is drawn.
    public sealed interface Mark {}

    /// A symbol that readers read.
    ///
    /// @param content what it says; of GS1 with each identifier in square brackets
    /// @param module the width of its smallest part in dots of 300 to the inch, so that printers draw it exactly
    /// @param height of the bars of Code 128, in millimetres; others are square
    public record Symbol(Kind kind, String content, double x, double y, int module, double height)
            implements Mark {

        /// On whole dots of the printer, so that no bar is wider than its neighbour by rounding.
        public Symbol {
            x = Encoded.onDots(x);
            y = Encoded.onDots(y);
        }

        /// The kinds of symbol that we print.
        public enum Kind {
            DATA_MATRIX,
            CODE_128,
            GS1_128,
            QR_CODE
        }
    }

    /// A line of text for people.
    ///
    /// @param y where the letters stand
    /// @param size of the letters
    public record Words(String text, double x, double y, double size, Weight weight)
            implements Mark {

        public Words {
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "label: expected text without control characters, found one");
            }
        }

        /// How heavy letters are.
        public enum Weight {
            NORMAL,
            BOLD
        }
    }

    /// The outline of a rectangle, as around a check character.
    public record Frame(double x, double y, double width, double height) implements Mark {}
}
