package io.unbroken.ledger.note;

import io.unbroken.ledger.text.StrictText;
import java.util.ArrayList;
import java.util.List;

/// A text and its signatures (C2SP signed-note). That it was read says nothing about whether they are good.
///
/// @param text the signed text, which ends with a newline
/// @param signatures the signatures, at least one
public record Note(String text, List<SignatureLine> signatures) {

    /// Many times the notes that are, also with signatures of lattices; and small enough for anyone's memory.
    public static final int MOST_BYTES = 256 * 1024;

    /// More witnesses than any policy asks for.
    public static final int MOST_SIGNATURES = 64;

    public Note {
        signatures = List.copyOf(signatures);
        requireText(text);
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException(
                    "expected 1 to %d signatures, found %d"
                            .formatted(MOST_SIGNATURES, signatures.size()));
        }
        if (StrictText.utf8(format(text, signatures)).length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "expected a note of at most %d bytes".formatted(MOST_BYTES));
        }
    }

    /// Reads a note. Each note has one form only.
    ///
    /// @throws IllegalArgumentException if the bytes are none
    public static Note parse(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "expected a note of at most %d bytes, found %d"
                            .formatted(MOST_BYTES, bytes.length));
        }
        String note = StrictText.utf8(bytes);
        // The text may have empty lines; the last one in the note ends it.
        int split = note.lastIndexOf("\n\n");
        if (split < 0) {
            throw new IllegalArgumentException("expected a text, an empty line and signatures");
        }
        List<SignatureLine> signatures = new ArrayList<>();
        for (String line : StrictText.lines(note.substring(split + 2), MOST_SIGNATURES)) {
            signatures.add(SignatureLine.parse(line));
        }
        return new Note(note.substring(0, split + 1), signatures);
    }

    /// The same note with more signatures after those it has. One that it has already is not added again.
    public Note with(List<SignatureLine> more) {
        List<SignatureLine> all = new ArrayList<>(signatures);
        more.stream().filter(line -> !all.contains(line)).forEach(all::add);
        return new Note(text, all);
    }

    /// The note as it is sent and kept.
    public byte[] bytes() {
        return StrictText.utf8(toString());
    }

    /// The note as it is sent and kept.
    @Override
    public String toString() {
        return format(text, signatures);
    }

    private static String format(String text, List<SignatureLine> signatures) {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(line -> note.append(line).append('\n'));
        return note.toString();
    }

    private static void requireText(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("expected a text that ends with a newline");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new IllegalArgumentException("expected a text without control characters");
        }
    }
}
