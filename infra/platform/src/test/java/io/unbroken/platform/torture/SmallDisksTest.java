package io.unbroken.platform.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallDisksTest {
    @TempDir private Path data;

    @Test
    void a_full_disk_takes_no_byte_until_there_is_room_and_leaves_its_files_in_the_end()
            throws IOException {
        Path file = data.resolve("store").resolve("file");
        try (var disks = SmallDisks.in(data)) {
            assumeTrue(
                    !disks.manner().startsWith("NO"),
                    "no file system may be mounted here: " + disks.manner());
            Files.writeString(file, "before");
            disks.fill(Disk.STORE, List.of());

            assertThatThrownBy(
                            () -> Files.write(data.resolve("store").resolve("other"), new byte[1]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");

            disks.free(Disk.STORE, List.of());
            Files.write(data.resolve("store").resolve("other"), new byte[1]);
        }

        assertThat(file).hasContent("before");
        assertThat(data.resolve("store").resolve("other")).hasSize(1);
        assertThat(data.resolve("store").resolve("filler")).doesNotExist();
    }

    @Test
    void where_nothing_may_be_mounted_writes_fail_all_the_same() throws Exception {
        Path written = data.resolve("written");
        var writer =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "trap '' XFSZ; while read line; do echo \"$line\" >> \"$0\" && echo ok || echo failed; done",
                                written.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var said = writer.inputReader();
                var lines = writer.outputWriter()) {
            var disks = SmallDisks.withoutMounts(data);
            lines.write("first\n");
            lines.flush();
            assertThat(said.readLine()).isEqualTo("ok");
            disks.fill(Disk.STORE, List.of(writer.pid()));
            lines.write("second\n");
            lines.flush();
            assertThat(said.readLine()).isEqualTo("failed");
            disks.free(Disk.STORE, List.of(writer.pid()));
            lines.write("third\n");
            lines.flush();
            assertThat(said.readLine()).isEqualTo("ok");
        }

        assertThat(Files.readString(written)).contains("first").contains("third");
        assertThat(writer.waitFor()).isZero();
    }
}
