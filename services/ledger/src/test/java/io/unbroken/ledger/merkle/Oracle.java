package io.unbroken.ledger.merkle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Trees and proofs by their recursive definitions in RFC 9162 (2.1.1, 2.1.3.1, 2.1.4.1), remembering what was computed.
final class Oracle {

    private record Range(int start, int end) {}

    private final List<Hash> leaves;
    private final Map<Range, Hash> known = new HashMap<>();

    Oracle(List<Hash> leaves) {
        this.leaves = leaves;
    }

    /// Trees of the numbers from 0 on.
    static Oracle ofNumbers(int size) {
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(number(i));
        }
        return new Oracle(leaves);
    }

    static Hash number(long value) {
        return Hash.leaf(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    List<Hash> leaves(int size) {
        return leaves.subList(0, size);
    }

    Hash root(int size) {
        return root(0, size);
    }

    List<Hash> inclusion(int index, int size) {
        return path(index, 0, size);
    }

    List<Hash> consistency(int from, int to) {
        return from == 0 ? List.of() : subproof(from, 0, to, true);
    }

    StoredHashes stored() {
        return (level, index) -> {
            int start = Math.toIntExact(index << level);
            return root(start, start + (1 << level));
        };
    }

    private Hash root(int start, int end) {
        if (start == end) {
            return Hash.EMPTY;
        }
        if (end - start == 1) {
            return leaves.get(start);
        }
        var range = new Range(start, end);
        Hash root = known.get(range);
        if (root == null) {
            int k = start + split(end - start);
            root = Hash.node(root(start, k), root(k, end));
            known.put(range, root);
        }
        return root;
    }

    private List<Hash> path(int m, int start, int end) {
        if (end - start == 1) {
            return new ArrayList<>();
        }
        int k = split(end - start);
        List<Hash> path;
        if (m < k) {
            path = path(m, start, start + k);
            path.add(root(start + k, end));
        } else {
            path = path(m - k, start + k, end);
            path.add(root(start, start + k));
        }
        return path;
    }

    private List<Hash> subproof(int m, int start, int end, boolean complete) {
        int n = end - start;
        if (m == n) {
            return complete ? new ArrayList<>() : new ArrayList<>(List.of(root(start, end)));
        }
        int k = split(n);
        List<Hash> path;
        if (m <= k) {
            path = subproof(m, start, start + k, complete);
            path.add(root(start + k, end));
        } else {
            path = subproof(m - k, start + k, end, false);
            path.add(root(start, start + k));
        }
        return path;
    }

    private static int split(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }
}
