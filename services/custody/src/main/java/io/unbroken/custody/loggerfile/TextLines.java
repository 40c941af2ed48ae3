package io.unbroken.custody.loggerfile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The lines of a text file, within limits.
///
/// UTF-8, with or without a byte-order mark; a file that is not UTF-8 is read as ISO 8859-1, in which
/// many loggers write their degree sign (digits are the same in both).
final class TextLines {

    /// A month of samples every ten seconds is about 8 MB; more is no logger's export.
    static final int MOST_BYTES = 16 * 1024 * 1024;

    /// A year of samples every two minutes.
    static final int MOST_LINES = 300_000;

    /// The longest real line, a key in hexadecimal, has 140.
    static final int LONGEST_LINE = 2_000;

    private final List<String> lines;
    private final boolean endsWithLineEnd;

    private TextLines(List<String> lines, boolean endsWithLineEnd) {
        this.lines = lines;
        this.endsWithLineEnd = endsWithLineEnd;
    }

    static TextLines of(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw new UnreadableFile(
                    0, "a file of at most " + MOST_BYTES + " bytes", file.length + " bytes");
        }
        String text = decoded(file);
        if (text.isBlank()) {
            throw new UnreadableFile(1, "a logger's export", "an empty file");
        }
        var lines = new ArrayList<String>();
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int next = end < 0 ? text.length() : end + 1;
            int stop = end < 0 ? text.length() : end;
            boolean carriageReturn = stop > start && text.charAt(stop - 1) == '\r';
            lines.add(
                    checked(
                            text.substring(start, carriageReturn ? stop - 1 : stop),
                            lines.size() + 1));
            start = next;
        }
        return new TextLines(lines, text.endsWith("\n"));
    }

    private static String decoded(byte[] file) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(file, StandardCharsets.ISO_8859_1);
        }
    }

    private static String checked(String line, int number) {
        if (number > MOST_LINES) {
            throw new UnreadableFile(number, "at most " + MOST_LINES + " lines", "more");
        }
        if (line.length() > LONGEST_LINE) {
            throw new UnreadableFile(
                    number,
                    "a line of at most " + LONGEST_LINE + " characters",
                    line.length() + " characters");
        }
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != '\t' && Character.isISOControl(c)) {
                throw new UnreadableFile(
                        number, "text", "the control character %d".formatted((int) c));
            }
        }
        return line;
    }

    /// Whether the last line is whole for sure.
    boolean endsWithLineEnd() {
        return endsWithLineEnd;
    }

    int count() {
        return lines.size();
    }

    /// The line of that number, counted from 1; empty behind the end.
    String at(int number) {
        return number <= lines.size() ? lines.get(number - 1) : "";
    }
}
