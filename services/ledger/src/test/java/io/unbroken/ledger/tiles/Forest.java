package io.unbroken.ledger.tiles;

import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.files.FileOperations;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.testing.CrashingDisk;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// Leaves, and a disk in memory to put their trees on.
final class Forest {

    static final Path ROOT = Path.of("/ledger");

    private Forest() {}

    static CrashingDisk disk() {
        return new CrashingDisk(ROOT, 0);
    }

    static DurableFiles files(FileOperations disk) {
        return new DurableFiles(disk, ROOT);
    }

    static Hash leaf(long index) {
        return Hash.leaf(ByteBuffer.allocate(Long.BYTES).putLong(index).array());
    }

    static List<Hash> leaves(long from, long until) {
        return LongStream.range(from, until).mapToObj(Forest::leaf).toList();
    }

    /// The roots of all sizes, 0 first.
    static List<Hash> roots(int most) {
        List<Hash> roots = new ArrayList<>();
        Frontier frontier = Frontier.EMPTY;
        for (int size = 0; size <= most; size++) {
            roots.add(frontier.root());
            frontier = frontier.append(leaf(size));
        }
        return roots;
    }
}
