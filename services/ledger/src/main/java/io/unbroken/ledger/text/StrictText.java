package io.unbroken.ledger.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Reads and refuses: text of which each value has one form, so that signed or hashed things cannot be written in two ways.
public final class StrictText {

    private static final int DIGITS_OF_LONG = 19;

    private StrictText() {}

    /// Decodes UTF-8.
    ///
    /// @throws IllegalArgumentException if the bytes are something else
    public static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("expected UTF-8, found other bytes", e);
        }
    }

    /// Encodes as UTF-8.
    ///
    /// @throws IllegalArgumentException if the text holds half a character
    public static byte[] utf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            var bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("expected whole characters", e);
        }
    }

    /// The lines of a text in which each line, also the last, ends with a newline; without the newlines.
    ///
    /// @throws IllegalArgumentException if the last line has no newline, or there are more than `most`
    public static List<String> lines(String text, int most) {
        List<String> lines = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                throw new IllegalArgumentException("expected a newline after the last line");
            }
            if (lines.size() == most) {
                throw new IllegalArgumentException(
                        "expected at most %d lines, found more".formatted(most));
            }
            lines.add(text.substring(at, end));
            at = end + 1;
        }
        return lines;
    }

    /// A number of 0 or more: ASCII digits without sign or leading zeroes.
    ///
    /// @throws IllegalArgumentException if the text is another, or the number above 2^63 - 1
    public static long decimal(String text) {
        boolean digits =
                !text.isEmpty()
                        && text.length() <= DIGITS_OF_LONG
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || (text.length() > 1 && text.charAt(0) == '0')) {
            throw new IllegalArgumentException("expected a decimal number without leading zeroes");
        }
        return Long.parseLong(text);
    }

    /// The bytes of standard base64 with padding, in its one canonical form.
    ///
    /// @throws IllegalArgumentException if the text is another
    public static byte[] base64(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("expected base64 in canonical form");
        }
        return bytes;
    }
}
