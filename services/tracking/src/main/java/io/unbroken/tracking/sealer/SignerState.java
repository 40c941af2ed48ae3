package io.unbroken.tracking.sealer;

import io.unbroken.ledger.heads.Head;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.text.StrictText;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The last checkpoint that was or may have been signed. On the disk before the signature is made, so that after any crash the
/// same one is signed again and never another.
///
/// @param origin which log
/// @param size how many entries its master tree had
/// @param root that tree's root
/// @param heads the last head of each tree
record SignerState(String origin, long size, Hash root, SortedMap<TreeName, Head> heads) {

    /// Far more than the heads of all trees that one entry can list.
    static final int MOST_BYTES = 1 << 20;

    private static final String TAG = "io.unbroken.signer.v1";
    private static final int LINES_BEFORE_HEADS = 4;
    private static final int MOST_LINES = 10_000;
    private static final int PARTS_OF_HEAD = 3;

    SignerState {
        heads = Collections.unmodifiableSortedMap(new TreeMap<>(heads));
    }

    /// Nothing was ever signed.
    static SignerState none(String origin) {
        return new SignerState(origin, 0, Hash.EMPTY, new TreeMap<>());
    }

    /// How much of a tree is sealed.
    long sealed(TreeName tree) {
        Head head = heads.get(tree);
        return head == null ? 0 : head.size();
    }

    /// The state with one more entry in the master log.
    ///
    /// @throws Disagreement if a tree would shrink, or be another of the same size
    SignerState after(Heads entry, Hash grownRoot) {
        var grown = new TreeMap<>(heads);
        for (Head head : entry.heads()) {
            Head before = heads.get(head.tree());
            if (before != null && !goesOn(before, head)) {
                throw new Disagreement(
                        "expected a head of %s that goes on from size %d, found size %d with another root"
                                .formatted(head.tree(), before.size(), head.size()));
            }
            grown.put(head.tree(), head);
        }
        return new SignerState(origin, size + 1, grownRoot, grown);
    }

    private static boolean goesOn(Head before, Head head) {
        return head.size() > before.size()
                || (head.size() == before.size() && head.root().equals(before.root()));
    }

    /// The state as lines of text, the only form it has.
    byte[] bytes() {
        var text = new StringBuilder();
        text.append(TAG).append('\n').append(origin).append('\n').append(size).append('\n');
        text.append(root.base64()).append('\n');
        heads.values()
                .forEach(head ->
                        text.append(head.tree())
                                .append(' ')
                                .append(head.size())
                                .append(' ')
                                .append(head.root().base64())
                                .append('\n'));
        return StrictText.utf8(text.toString());
    }

    /// Reads what [#bytes()] wrote.
    ///
    /// @throws IllegalArgumentException if the bytes are another
    static SignerState parse(byte[] bytes) {
        List<String> lines = StrictText.lines(StrictText.utf8(bytes), MOST_LINES);
        if (lines.size() < LINES_BEFORE_HEADS || !lines.getFirst().equals(TAG)) {
            throw new IllegalArgumentException("expected the first line " + TAG);
        }
        var heads = new TreeMap<TreeName, Head>();
        for (String line : lines.subList(LINES_BEFORE_HEADS, lines.size())) {
            String[] parts = line.split(" ", -1);
            if (parts.length != PARTS_OF_HEAD) {
                throw new IllegalArgumentException("expected a tree, its size and its root");
            }
            TreeName tree = TreeName.parse(parts[0]);
            heads.put(tree, new Head(tree, StrictText.decimal(parts[1]), Hash.parse(parts[2])));
        }
        return new SignerState(
                lines.get(1), StrictText.decimal(lines.get(2)), Hash.parse(lines.get(3)), heads);
    }
}
