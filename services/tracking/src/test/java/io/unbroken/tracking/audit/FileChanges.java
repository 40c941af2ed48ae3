package io.unbroken.tracking.audit;

import io.unbroken.ledger.merkle.Hash;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/// Changes to the files of a ledger.
final class FileChanges {

    private final SplittableRandom random;
    private final Map<Path, byte[]> files;

    FileChanges(SplittableRandom random, Snapshot snapshot) {
        this.random = random;
        this.files = snapshot.files();
    }

    /// Changes a tile or a bundle of entries.
    void tiles() {
        List<Path> tiles =
                files.keySet().stream().filter(file -> file.toString().contains("/tile/")).toList();
        change(tiles);
    }

    /// Changes the checkpoint.
    ///
    /// @param published what may be put there instead
    void checkpoint(List<byte[]> published) {
        Path file = MemoryFiles.ROOT.resolve(LedgerAudit.CHECKPOINT);
        if (random.nextInt(3) == 0) {
            files.put(file, published.get(random.nextInt(published.size())));
        } else {
            change(List.of(file));
        }
    }

    private void change(List<Path> among) {
        Path file = among.get(random.nextInt(among.size()));
        Path other = among.get(random.nextInt(among.size()));
        byte[] bytes = bytes(file);
        boolean newest = isNewest(file);
        switch (random.nextInt(7)) {
            case 0, 1 -> files.put(file, flipped(random, bytes));
            case 2 -> files.put(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            case 3 -> files.put(file, Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(40)));
            case 4 -> files.put(file, bytes(other));
            case 5 -> {
                files.put(file, bytes(other));
                files.put(other, bytes);
            }
            default -> files.put(file, hashesSwapped(bytes));
        }
        // One that is gone is missed unless a wider one was written since.
        if (newest && random.nextInt(8) == 0) {
            files.remove(file);
        }
    }

    private boolean isNewest(Path file) {
        return files.keySet().stream()
                .filter(other -> Objects.equals(other.getParent(), file.getParent()))
                .allMatch(other -> other.equals(file) || bytes(other).length < bytes(file).length);
    }

    private byte[] hashesSwapped(byte[] bytes) {
        int hashes = bytes.length / Hash.BYTES;
        if (hashes < 2) {
            return flipped(random, bytes);
        }
        int one = random.nextInt(hashes) * Hash.BYTES;
        int two = random.nextInt(hashes) * Hash.BYTES;
        byte[] swapped = bytes.clone();
        System.arraycopy(bytes, one, swapped, two, Hash.BYTES);
        System.arraycopy(bytes, two, swapped, one, Hash.BYTES);
        return swapped;
    }

    private byte[] bytes(Path file) {
        return Objects.requireNonNull(files.get(file));
    }

    static byte[] flipped(SplittableRandom random, byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {1};
        }
        byte[] changed = bytes.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }
}
