package io.unbroken.custody.loggerfile;

import java.util.ArrayList;
import java.util.List;

/// One line of a CSV, split into its columns; a column may stand in double quotes (RFC 4180), but not
/// run over the end of a line.
///
/// @param number its number, from 1
/// @param cells its columns, trimmed
/// @param text the whole line
record CsvLine(int number, List<String> cells, String text) {

    /// No logger has more channels.
    private static final int MOST_COLUMNS = 100;

    static CsvLine split(int number, String text, char separator) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean doubled =
                    quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
            if (doubled) {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        if (quoted || cells.size() > MOST_COLUMNS) {
            throw new UnreadableFile(
                    number, "closed quotes and at most " + MOST_COLUMNS + " columns", text);
        }
        return new CsvLine(number, List.copyOf(cells), text);
    }

    UnreadableFile unreadable(String expected) {
        return new UnreadableFile(number, expected, text);
    }
}
