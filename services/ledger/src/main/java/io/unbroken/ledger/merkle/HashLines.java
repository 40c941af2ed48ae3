package io.unbroken.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/// The hashes of a proof as text: base64, each on its own line that ends with a newline. No hashes are the empty text.
public final class HashLines {

    private HashLines() {}

    /// Writes the hashes.
    public static String format(List<Hash> hashes) {
        var text = new StringBuilder();
        hashes.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.toString();
    }

    /// Reads what [#format] wrote, and nothing else.
    ///
    /// @param most how many hashes are accepted at most
    /// @throws IllegalArgumentException if the text is another, or has more lines
    public static List<Hash> parse(String text, int most) {
        List<Hash> hashes = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                throw new IllegalArgumentException("expected a newline after the last hash");
            }
            if (hashes.size() == most) {
                throw new IllegalArgumentException(
                        "expected at most %d hashes, found more".formatted(most));
            }
            hashes.add(Hash.parse(text.substring(at, end)));
            at = end + 1;
        }
        return hashes;
    }
}
