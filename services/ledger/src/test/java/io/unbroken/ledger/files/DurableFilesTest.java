package io.unbroken.ledger.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.ledger.testing.CrashingDisk;
import io.unbroken.ledger.testing.CrashingDisk.Killed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DurableFilesTest {

    private static final Path ROOT = Path.of("/ledger");
    private static final byte[] CONTENT = {1, 2, 3};

    @Test
    void a_file_survives_a_power_cut_also_in_a_directory_that_a_killed_process_made() {
        for (long seed = 0; seed < 400; seed++) {
            var disk = new CrashingDisk(ROOT, seed);
            disk.killAt(seed % 20);
            try {
                new DurableFiles(disk, ROOT).replace("one/two/first", CONTENT);
            } catch (Killed _) {
                // Another process goes on; the machine did not stop.
            }
            disk.go();
            new DurableFiles(disk, ROOT).replace("one/two/second", CONTENT);

            disk.losePower();

            assertThat(new DurableFiles(disk, ROOT).read("one/two/second", 10))
                    .as("seed %d", seed)
                    .contains(CONTENT);
        }
    }

    @Test
    void what_was_settled_survives_a_power_cut() {
        for (long seed = 0; seed < 400; seed++) {
            var disk = new CrashingDisk(ROOT, seed);
            disk.killAt(seed % 20);
            try {
                new DurableFiles(disk, ROOT).replace("one/two/first", CONTENT);
            } catch (Killed _) {
                // As above.
            }
            disk.go();
            var files = new DurableFiles(disk, ROOT);
            files.settle("one/two/first");
            boolean there = files.exists("one/two/first");

            disk.losePower();

            if (there) {
                assertThat(new DurableFiles(disk, ROOT).read("one/two/first", 10))
                        .as("seed %d", seed)
                        .contains(CONTENT);
            }
        }
    }
}
