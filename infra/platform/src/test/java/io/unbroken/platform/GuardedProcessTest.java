package io.unbroken.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.platform.child.Guarded;
import io.unbroken.store.StoreProcess;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A part does not outlive the one who started it.
final class GuardedProcessTest {
    private static final int LIMIT_SECONDS = 30;

    @TempDir private Path directory = Path.of("");

    @Test
    void a_part_ends_when_its_parent_is_gone() throws Exception {
        // given
        var port = Ports.free().of(Part.STORE);
        var part =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx64m",
                                        "-cp",
                                        String.join(
                                                File.pathSeparator,
                                                Installation.find().classPath()),
                                        Guarded.class.getName(),
                                        StoreProcess.class.getName(),
                                        directory.resolve("store").toString(),
                                        Integer.toString(port)))
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("log").toFile())
                        .start();

        // when: the operating system closes this pipe when the parent ends, however it ends
        part.getOutputStream().close();

        // then
        assertThat(part.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(part.exitValue()).isEqualTo(143);
    }
}
