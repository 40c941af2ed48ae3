package io.unbroken.tracking.evidence;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes XHTML: everything that is said is escaped, whoever said it.
final class Markup {

    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d(?::\\d\\d)?(?:\\.\\d+)?Z)");

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

    /// Text in which no time is broken at the end of a line; times in the form of findings become those of this page.
    Markup timed(String text) {
        Matcher time = TIME.matcher(text);
        int at = 0;
        while (time.find()) {
            text(text.substring(at, time.start()));
            raw("<span class=\"unbroken\">")
                    .text(time.group(1) + " " + time.group(2))
                    .raw("</span>");
            at = time.end();
        }
        return text(text.substring(at));
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
            row.forEach(cell -> raw("<td>").timed(cell).raw("</td>"));
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
