package io.unbroken.custody.loggerfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One line `name: value` of a device's report, with the lines indented below it.
///
/// @param number the line's number, from 1
/// @param indent how many blanks it begins with
/// @param name what stands before the first colon
/// @param value what stands behind it, trimmed
/// @param below the lines that belong to it
/// @param rows the table rows (lines that begin with a tabulator) below it
record ReportLine(
        int number,
        int indent,
        String name,
        String value,
        List<ReportLine> below,
        List<TableRow> rows) {

    /// Real reports nest four deep.
    private static final int DEEPEST = 16;

    /// A line of a table, split at its tabulators.
    record TableRow(int number, List<String> cells, String text) {}

    /// The whole file, as one line that has all others below it.
    static ReportLine treeOf(TextLines lines) {
        var root = new ReportLine(0, -1, "", "", new ArrayList<>(), new ArrayList<>());
        var path = new ArrayList<ReportLine>(List.of(root));
        for (int number = 1; number <= lines.count(); number++) {
            String text = lines.at(number);
            if (text.startsWith("\t")) {
                ReportLine owner = path.get(Math.min(1, path.size() - 1));
                owner.rows.add(new TableRow(number, List.of(text.split("\t", -1)), text));
            } else if (!text.isBlank()) {
                ReportLine line = parse(number, text);
                while (path.getLast().indent >= line.indent) {
                    path.removeLast();
                }
                path.getLast().below.add(line);
                path.add(line);
            }
        }
        return root;
    }

    private static ReportLine parse(int number, String text) {
        int indent = 0;
        while (indent < text.length() && text.charAt(indent) == ' ') {
            indent++;
        }
        int colon = text.indexOf(':');
        if (colon < 0 || indent > DEEPEST) {
            throw new UnreadableFile(number, "a line of the form name: value", text);
        }
        return new ReportLine(
                number,
                indent,
                text.substring(indent, colon).strip(),
                text.substring(colon + 1).strip(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    /// The one line of that name below this one.
    Optional<ReportLine> find(String wanted) {
        List<ReportLine> found = below.stream().filter(line -> line.name.equals(wanted)).toList();
        if (found.size() > 1) {
            throw new UnreadableFile(
                    found.get(1).number, wanted + " only once in " + where(), "a second one");
        }
        return found.stream().findFirst();
    }

    ReportLine require(String wanted) {
        return find(wanted)
                .orElseThrow(() ->
                        new UnreadableFile(
                                lastNumber(), wanted + " in " + where(), "none to here"));
    }

    /// The fields of a line such as `T AL: 8.0, t AL: 30`, its own first.
    Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        int comma = value.indexOf(',');
        fields.put(name, comma < 0 ? value : value.substring(0, comma).strip());
        while (comma >= 0) {
            int next = value.indexOf(',', comma + 1);
            String field = value.substring(comma + 1, next < 0 ? value.length() : next);
            int colon = field.indexOf(':');
            if (colon < 0) {
                throw unreadable("fields of the form name: value, parted by commas");
            }
            fields.put(field.substring(0, colon).strip(), field.substring(colon + 1).strip());
            comma = next;
        }
        return fields;
    }

    UnreadableFile unreadable(String expected) {
        return new UnreadableFile(number, expected, name + ": " + value);
    }

    private int lastNumber() {
        int last = below.isEmpty() ? number : below.getLast().lastNumber();
        return rows.isEmpty() ? last : Math.max(last, rows.getLast().number);
    }

    private String where() {
        return name.isEmpty() ? "the report" : name;
    }
}
