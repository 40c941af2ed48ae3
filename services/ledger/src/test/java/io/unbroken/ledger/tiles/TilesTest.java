package io.unbroken.ledger.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.files.FileOperations;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.merkle.Tree;
import io.unbroken.ledger.testing.CrashingDisk;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TilesTest {

    @Test
    void a_tree_of_70000_leaves_has_the_tiles_of_the_specification() {
        CrashingDisk disk = Forest.disk();
        TileWriter writer = TileWriter.open(Forest.files(disk));
        writer.append(0, Forest.leaves(0, 70_000));

        List<String> paths =
                disk.files().keySet().stream()
                        .map(file -> Forest.ROOT.relativize(file).toString())
                        .toList();
        assertThat(paths).hasSize(273 + 1 + 1 + 1 + 1);
        assertThat(paths)
                .contains(
                        "tile/0/000",
                        "tile/0/272",
                        "tile/0/273.p/112",
                        "tile/1/000",
                        "tile/1/001.p/17",
                        "tile/2/000.p/1");
        assertThat(writer.frontier()).isEqualTo(Frontier.EMPTY.appendAll(Forest.leaves(0, 70_000)));
        assertThat(TileWriter.open(Forest.files(disk)).size()).isEqualTo(70_000);
    }

    @Test
    void a_full_tile_replaces_the_partial_ones() {
        CrashingDisk disk = Forest.disk();
        TileWriter writer = TileWriter.open(Forest.files(disk));
        for (int size = 0; size < 256; size++) {
            writer.append(size, Forest.leaves(size, size + 1));
        }

        assertThat(disk.files().keySet())
                .containsExactlyInAnyOrder(
                        Forest.ROOT.resolve("tile/0/000"), Forest.ROOT.resolve("tile/1/000.p/1"));
        assertThat(disk.names(Forest.ROOT.resolve("tile/0"))).containsExactly("000");
    }

    @Test
    void every_root_of_every_earlier_size_is_read_from_the_tiles() {
        List<Hash> roots = Forest.roots(1_100);
        CrashingDisk disk = Forest.disk();
        TileWriter writer = TileWriter.open(Forest.files(disk));
        var random = new Random(1);
        long size = 0;
        while (size < 1_100) {
            long more = Math.min(1_100 - size, random.nextInt(1, 40));
            writer.append(size, Forest.leaves(size, size + more));
            size += more;
            assertThat(writer.reader().requireRoot(roots.get((int) size)).size()).isEqualTo(size);
        }

        for (int stored : new int[] {1_100, 1_024, 777}) {
            var reader = new TileReader(Forest.files(disk), stored);
            for (int at = 0; at <= stored; at++) {
                assertThat(reader.tree(at).root()).isEqualTo(roots.get(at));
            }
        }
        Tree tree = writer.reader().tree(1_100);
        for (int from = 0; from <= 1_100; from += 13) {
            assertThat(tree.consistency(from).verifies(roots.get(from), roots.get(1_100))).isTrue();
        }
    }

    @Test
    void the_same_leaves_can_be_appended_again_and_others_cannot() {
        TileWriter writer = TileWriter.open(Forest.files(Forest.disk()));
        writer.append(0, Forest.leaves(0, 300));
        writer.append(100, Forest.leaves(100, 320));
        writer.append(320, List.of());

        assertThat(writer.frontier()).isEqualTo(Frontier.EMPTY.appendAll(Forest.leaves(0, 320)));
        assertThatExceptionOfType(TileFault.class)
                .isThrownBy(() -> writer.append(255, Forest.leaves(256, 257)))
                .withMessage("tile/0/000 has another leaf at index 255");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.append(321, Forest.leaves(321, 322)));
    }

    @Test
    void lost_tiles_are_appended_again_from_where_they_end() {
        CrashingDisk disk = Forest.disk();
        TileWriter.open(Forest.files(disk)).append(0, Forest.leaves(0, 1_000));
        disk.remove(Forest.ROOT.resolve("tile/0/001"));
        disk.remove(Forest.ROOT.resolve("tile/1/000.p/3"));

        TileWriter writer = TileWriter.open(Forest.files(disk));
        assertThat(writer.size()).isEqualTo(256);
        writer.append(256, Forest.leaves(256, 1_000));

        assertThat(writer.frontier()).isEqualTo(Frontier.EMPTY.appendAll(Forest.leaves(0, 1_000)));
    }

    @Test
    void a_changed_cut_grown_or_missing_tile_is_found() {
        CrashingDisk clean = Forest.disk();
        TileWriter.open(Forest.files(clean)).append(0, Forest.leaves(0, 66_000));
        Hash root = Frontier.EMPTY.appendAll(Forest.leaves(0, 66_000)).root();
        assertThat(readAll(clean, root)).isEqualTo(66_000);
        var random = new Random(2);

        for (var entry : clean.files().entrySet()) {
            Path file = entry.getKey();
            if (file.startsWith(Forest.ROOT.resolve("tile/0")) && random.nextInt(10) > 0) {
                continue;
            }
            CrashingDisk disk = clean.copy(0);
            byte[] bytes = entry.getValue().clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            disk.tamper(file, bytes);
            assertFault(disk, root);
            disk.tamper(file, java.util.Arrays.copyOf(bytes, bytes.length - Hash.BYTES));
            assertFault(disk, root);
            disk.tamper(file, java.util.Arrays.copyOf(entry.getValue(), bytes.length + 1));
            assertFault(disk, root);
            disk.tamper(file, java.util.Arrays.copyOf(entry.getValue(), 3 * bytes.length));
            assertFault(disk, root);
            disk.remove(file);
            assertFault(disk, root);
        }
    }

    @Test
    void a_tile_that_disagrees_with_the_one_above_is_named() {
        CrashingDisk disk = Forest.disk();
        TileWriter.open(Forest.files(disk)).append(0, Forest.leaves(0, 1_000));
        disk.tamper(Forest.ROOT.resolve("tile/0/001"), Level.bytes(Forest.leaves(0, 256)));

        assertThatExceptionOfType(TileFault.class)
                .isThrownBy(() -> new TileReader(Forest.files(disk), 1_000).leaf(300))
                .withMessageStartingWith("tile/0/001 disagrees with tile/1/000.p/3");
    }

    @Test
    void tiles_are_written_to_a_real_disk(@TempDir Path directory) {
        var files =
                new DurableFiles(FileOperations.disk(), directory.resolve("keys.v1").resolve("0"));
        files.createFrom(directory);
        TileWriter.open(files).append(0, Forest.leaves(0, 600));
        TileWriter writer = TileWriter.open(files);
        writer.append(600, Forest.leaves(600, 1_100));

        assertThat(directory.resolve("keys.v1/0/tile/0/003")).hasSize(8_192);
        assertThat(directory.resolve("keys.v1/0/tile/0/002.p")).doesNotExist();
        assertThat(writer.frontier()).isEqualTo(Frontier.EMPTY.appendAll(Forest.leaves(0, 1_100)));
    }

    private static void assertFault(CrashingDisk disk, Hash root) {
        assertThatExceptionOfType(TileFault.class).isThrownBy(() -> readAll(disk, root));
    }

    private static long readAll(CrashingDisk disk, Hash root) {
        TileReader reader = new TileReader(Forest.files(disk), 66_000).requireRoot(root);
        long leaves = 0;
        for (long index = 0; index * TilePath.FULL < 66_000; index++) {
            leaves += reader.tile(0, index).size();
        }
        return leaves;
    }
}
