package io.unbroken.labels;

import io.unbroken.labels.Label.Frame;
import io.unbroken.labels.Label.Mark;
import io.unbroken.labels.Label.Symbol;
import io.unbroken.labels.Label.Words;
import io.unbroken.labels.Label.Words.Weight;
import java.util.Locale;

/// Writes a label as SVG 1.1: no script, no style, nothing from elsewhere.
final class SvgLabel {

    private SvgLabel() {}

    static String of(Label label) {
        var svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%smm\" height=\"%smm\" viewBox=\"0 0 %s %s\" role=\"img\"><title>%s</title>"
                        .formatted(
                                number(label.width()),
                                number(label.height()),
                                number(label.width()),
                                number(label.height()),
                                escaped(label.title())));
        svg.append(
                "<rect width=\"%s\" height=\"%s\" fill=\"#fff\"/>"
                        .formatted(number(label.width()), number(label.height())));
        label.marks().forEach(mark -> svg.append(drawn(mark)));
        return svg.append("</svg>\n").toString();
    }

    private static String drawn(Mark mark) {
        return switch (mark) {
            case Symbol symbol -> path(symbol);
            case Words words ->
                    "<text x=\"%s\" y=\"%s\" font-family=\"DejaVu Sans, Arial, sans-serif\" font-size=\"%s\" font-weight=\"%s\">%s</text>"
                            .formatted(
                                    number(words.x()),
                                    number(words.y()),
                                    number(words.size()),
                                    words.weight() == Weight.BOLD ? "bold" : "normal",
                                    escaped(words.text()));
            case Frame frame ->
                    "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"none\" stroke=\"#000\" stroke-width=\"0.25\"/>"
                            .formatted(
                                    number(frame.x()),
                                    number(frame.y()),
                                    number(frame.width()),
                                    number(frame.height()));
        };
    }

    private static String path(Symbol symbol) {
        var path = new StringBuilder("<path shape-rendering=\"crispEdges\" d=\"");
        Encoded.of(symbol)
                .bars()
                .forEach(bar ->
                        path.append(
                                "M%s %sh%sv%sh-%sz"
                                        .formatted(
                                                number(symbol.x() + bar.x()),
                                                number(symbol.y() + bar.y()),
                                                number(bar.width()),
                                                number(bar.height()),
                                                number(bar.width()))));
        return path.append("\"/>").toString();
    }

    /// Tenths of a micrometre: the sums of many modules stay on the printer's dots.
    private static String number(double millimetres) {
        String text = String.format(Locale.ROOT, "%.4f", millimetres);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
