package io.unbroken.ledger.heads;

import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.text.StrictText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One entry of the master log: the heads of the trees that grew since the entry before, by topic, then partition.
///
/// As text, each line ended by a newline: `io.unbroken.heads.v1`, then of each head its tree, size and root in base64.
///
/// @param heads the heads, at least one, in the order of their trees' names
public record Heads(List<Head> heads) {

    /// An entry bundle of C2SP tlog-tiles holds no larger entry.
    public static final int MOST_BYTES = 65_535;

    private static final String TAG = "io.unbroken.heads.v1";
    private static final int PARTS = 3;

    // No line of a head is shorter than its root.
    private static final int MOST_LINES = MOST_BYTES / 44;

    public Heads {
        heads = List.copyOf(heads);
        if (heads.isEmpty()) {
            throw new IllegalArgumentException("expected at least one head, found none");
        }
        for (int i = 1; i < heads.size(); i++) {
            if (heads.get(i - 1).tree().compareTo(heads.get(i).tree()) >= 0) {
                throw new IllegalArgumentException(
                        "expected each tree once, in order, found %s before %s"
                                .formatted(heads.get(i - 1).tree(), heads.get(i).tree()));
            }
        }
        int length = text(heads).length();
        if (length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "expected at most %d bytes, found %d".formatted(MOST_BYTES, length));
        }
    }

    /// Reads what [#bytes()] wrote, and nothing else.
    ///
    /// @throws IllegalArgumentException if the bytes are another
    public static Heads parse(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "expected at most %d bytes, found %d".formatted(MOST_BYTES, bytes.length));
        }
        List<String> lines = StrictText.lines(StrictText.utf8(bytes), MOST_LINES);
        if (lines.isEmpty() || !lines.getFirst().equals(TAG)) {
            throw new IllegalArgumentException("expected the first line " + TAG);
        }
        List<Head> heads = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            heads.add(head(line));
        }
        return new Heads(heads);
    }

    /// The head of a tree, if it grew.
    public Optional<Head> of(TreeName tree) {
        return heads.stream().filter(head -> head.tree().equals(tree)).findFirst();
    }

    /// The entry as the master log holds it.
    public byte[] bytes() {
        return text(heads).getBytes(StandardCharsets.US_ASCII);
    }

    /// The entry's leaf hash in the master tree.
    public Hash leaf() {
        return Hash.leaf(bytes());
    }

    private static Head head(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("expected a tree, its size and its root");
        }
        return new Head(
                TreeName.parse(parts[0]), StrictText.decimal(parts[1]), Hash.parse(parts[2]));
    }

    private static String text(List<Head> heads) {
        var text = new StringBuilder(TAG).append('\n');
        for (Head head : heads) {
            text.append(head.tree()).append(' ').append(head.size()).append(' ');
            text.append(head.root().base64()).append('\n');
        }
        return text.toString();
    }
}
