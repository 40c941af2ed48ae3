package io.unbroken.ledger.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.testing.CrashingDisk;
import io.unbroken.ledger.testing.CrashingDisk.Killed;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TileCrashTest {

    @Test
    void a_tree_survives_a_crash_at_every_step_of_its_growth() {
        crashEverywhere(Forest.disk(), 0, 600, new int[] {1, 3, 200, 52, 1, 300, 43});
    }

    @Test
    void a_tree_survives_a_crash_at_every_step_around_a_third_level() {
        CrashingDisk disk = Forest.disk();
        TileWriter.open(Forest.files(disk)).append(0, Forest.leaves(0, 65_200));

        crashEverywhere(disk, 65_200, 66_100, new int[] {80, 256, 1, 563});
    }

    @Test
    void a_tree_survives_many_crashes_in_a_row() {
        List<Hash> roots = Forest.roots(800);
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            CrashingDisk disk = Forest.disk().copy(seed);
            long acknowledged = 0;
            while (acknowledged < 800) {
                disk.killAt(random.nextInt(60));
                try {
                    acknowledged = growOn(disk, random, acknowledged, roots);
                } catch (Killed _) {
                    disk.go();
                    if (random.nextBoolean()) {
                        disk.losePower();
                    }
                }
            }
        }
    }

    @Test
    void entries_survive_a_crash_at_every_step() {
        CrashingDisk start = Forest.disk();
        EntryLog first = EntryLog.open(Forest.files(start));
        while (first.size() < 250) {
            first.append(entry(first.size(), "first"));
        }
        for (long step = 0; step < 100_000; step++) {
            CrashingDisk disk = start.copy(step);
            long acknowledged = 250;
            disk.killAt(step);
            try {
                EntryLog log = EntryLog.open(Forest.files(disk));
                while (log.size() < 260) {
                    log.append(entry(log.size(), "first"));
                    acknowledged = log.size();
                }
                return;
            } catch (Killed _) {
                disk.go();
            }
            if (step % 2 == 1) {
                disk.losePower();
            }
            EntryLog log = EntryLog.open(Forest.files(disk));
            assertThat(log.size()).as("step %d", step).isBetween(acknowledged, acknowledged + 1);
            log.append(entry(log.size(), "second"));
            for (long index = acknowledged - 10; index < acknowledged; index++) {
                assertThat(log.entry(index)).as("step %d", step).isEqualTo(entry(index, "first"));
            }
            assertThat(log.entry(log.size() - 1)).isEqualTo(entry(log.size() - 1, "second"));
        }
        throw new AssertionError("expected fewer steps");
    }

    private static byte[] entry(long index, String text) {
        return (text + index).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static long growOn(
            CrashingDisk disk, Random random, long acknowledged, List<Hash> roots) {
        TileWriter writer = TileWriter.open(Forest.files(disk));
        assertThat(writer.size()).isGreaterThanOrEqualTo(acknowledged);
        assertThat(writer.frontier().root()).isEqualTo(roots.get((int) writer.size()));
        long size = writer.size();
        long more = Math.min(800 - size, random.nextInt(1, 300));
        writer.append(size, Forest.leaves(size, size + more));
        return size + more;
    }

    /// Grows in batches, killed at step 0, 1, 2 ... until a run is not killed any more; each time the tree goes on after it.
    private static void crashEverywhere(CrashingDisk start, long from, long to, int[] batches) {
        assertThat(from + IntStream.of(batches).sum()).isEqualTo(to);
        Frontier expected =
                start.exists(Forest.ROOT.resolve("tile"))
                        ? TileWriter.open(Forest.files(start)).frontier()
                        : Frontier.EMPTY;
        expected = expected.appendAll(Forest.leaves(from, to));
        for (long step = 0; ; step++) {
            for (boolean power : new boolean[] {false, true}) {
                CrashingDisk disk = start.copy(step);
                long acknowledged = run(disk, step, from, batches);
                if (acknowledged == to) {
                    return;
                }
                if (power) {
                    disk.losePower();
                }
                TileWriter writer = TileWriter.open(Forest.files(disk));
                assertThat(writer.size())
                        .as("step %d, power %s", step, power)
                        .isGreaterThanOrEqualTo(acknowledged);
                writer.append(writer.size(), Forest.leaves(writer.size(), to));
                assertThat(writer.frontier())
                        .as("step %d, power %s", step, power)
                        .isEqualTo(expected);
                assertThat(
                                new TileReader(Forest.files(disk), to)
                                        .requireRoot(expected.root())
                                        .leaf(from))
                        .isEqualTo(Forest.leaf(from));
            }
        }
    }

    private static long run(CrashingDisk disk, long step, long from, int[] batches) {
        long acknowledged = from;
        disk.killAt(step);
        try {
            TileWriter writer = TileWriter.open(Forest.files(disk));
            for (int batch : batches) {
                writer.append(acknowledged, Forest.leaves(acknowledged, acknowledged + batch));
                acknowledged += batch;
            }
        } catch (Killed _) {
            // As meant.
        }
        disk.go();
        return acknowledged;
    }
}
