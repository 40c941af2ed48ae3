package io.unbroken.ledger.checkpoint;

import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.text.StrictText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a log was at one size. Signed in a note, its text is the note's (C2SP tlog-checkpoint).
///
/// @param origin which log
/// @param size how many leaves its tree has
/// @param root its tree's root
/// @param extensions further lines, which say nothing that anyone checks; our logs have none
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {

    /// Bytes of an origin; ML-DSA cosignatures have room for no more.
    public static final int LONGEST_ORIGIN = 255;

    /// Lines after the root.
    public static final int MOST_EXTENSIONS = 16;

    private static final int LINES = 3;

    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (StrictText.utf8(origin).length > LONGEST_ORIGIN) {
            throw new IllegalArgumentException(
                    "expected an origin of at most %d bytes".formatted(LONGEST_ORIGIN));
        }
        requireLine(origin);
        extensions.forEach(Checkpoint::requireLine);
        if (extensions.size() > MOST_EXTENSIONS) {
            throw new IllegalArgumentException(
                    "expected at most %d lines after the root, found %d"
                            .formatted(MOST_EXTENSIONS, extensions.size()));
        }
        if (size < 0) {
            throw new IllegalArgumentException("expected a size of 0 or more, found " + size);
        }
    }

    /// A checkpoint as our logs write it.
    public static Checkpoint of(String origin, long size, Hash root) {
        return new Checkpoint(origin, size, root, List.of());
    }

    /// Reads a note's text.
    ///
    /// @throws IllegalArgumentException if it is no checkpoint
    public static Checkpoint parse(String text) {
        List<String> lines = StrictText.lines(text, LINES + MOST_EXTENSIONS);
        if (lines.size() < LINES) {
            throw new IllegalArgumentException(
                    "expected the lines origin, size and root, found %d lines"
                            .formatted(lines.size()));
        }
        return new Checkpoint(
                lines.get(0),
                StrictText.decimal(lines.get(1)),
                Hash.parse(lines.get(2)),
                lines.subList(LINES, lines.size()));
    }

    /// The text that is signed.
    public String text() {
        var text = new StringBuilder();
        text.append(origin).append('\n').append(size).append('\n').append(root.base64());
        text.append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /// The bytes of the text.
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    private static void requireLine(String line) {
        if (line.isEmpty() || line.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                    "expected lines that are not empty, without control characters");
        }
    }
}
