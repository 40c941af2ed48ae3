package io.unbroken.tracking.evidence;

import java.util.List;

/// Writes XHTML: everything that is said is escaped, whoever said it.
final class Markup {

    private final StringBuilder out = new StringBuilder(64 * 1024);

    /// Adds markup of our own.
    Markup raw(String markup) {
        out.append(markup);
        return this;
    }

    Markup text(String text) {
        text.codePoints().forEach(this::character);
        return this;
    }

    Markup element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">");
    }

    Markup table(List<String> heads, List<List<String>> rows) {
        raw("<table><thead><tr>");
        heads.forEach(head -> element("th", head));
        raw("</tr></thead><tbody>");
        for (List<String> row : rows) {
            raw("<tr>");
            row.forEach(cell -> element("td", cell));
            raw("</tr>");
        }
        return raw("</tbody></table>");
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void character(int c) {
        switch (c) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            default -> {
                // XML has no form for other control characters and halves of characters.
                boolean control = c < ' ' && c != '\n';
                boolean half = c >= 0xD800 && c <= 0xDFFF;
                boolean none = control || half || c == 0xFFFE || c == 0xFFFF;
                out.appendCodePoint(none ? 0xFFFD : c);
            }
        }
    }
}
