package io.unbroken.ledger.independent;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Builds and runs the Go program of `src/test/go/ledgercheck` with Debian's packages alone, without any network.
final class GoCheck {

    private static final Path SOURCE = Path.of("src/test/go/ledgercheck");
    private static final Path LIBRARIES = Path.of("/usr/share/gocode");
    private static final String MISSING =
            "The independent check needs Go and golang.org/x/mod: run infra/install-test-tools (Debian: apt-get install golang-go golang-golang-x-mod-dev).";
    private static final int BUFFER = 1 << 20;
    private static final long BUILD_SECONDS = 300;

    private GoCheck() {}

    /// What writes the frames that Go checks.
    @FunctionalInterface
    interface Frames {
        void write(DataOutputStream out) throws IOException;
    }

    static Path build(Path target) throws IOException, InterruptedException {
        if (!Files.isDirectory(LIBRARIES.resolve("src/golang.org/x/mod/sumdb"))) {
            throw new AssertionError(MISSING);
        }
        Path program = target.resolve("ledgercheck").toAbsolutePath();
        var builder =
                new ProcessBuilder("go", "build", "-o", program.toString(), ".")
                        .directory(SOURCE.toFile())
                        .redirectErrorStream(true);
        builder.environment()
                .putAll(
                        Map.of(
                                "GO111MODULE",
                                "off",
                                "GOPATH",
                                LIBRARIES.toString(),
                                "GOFLAGS",
                                "",
                                "GOCACHE",
                                target.resolve("cache").toAbsolutePath().toString()));
        Process build = start(builder);
        String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!build.waitFor(BUILD_SECONDS, TimeUnit.SECONDS) || build.exitValue() != 0) {
            throw new AssertionError("go build failed: " + said);
        }
        return program;
    }

    /// Lets Go check the frames, and gives the frames that Go made.
    static byte[] run(Path program, Path errors, Frames frames)
            throws IOException, InterruptedException {
        Process go =
                start(
                        new ProcessBuilder(program.toString())
                                .redirectError(Redirect.to(errors.toFile())));
        try (var out =
                new DataOutputStream(new BufferedOutputStream(go.getOutputStream(), BUFFER))) {
            frames.write(out);
        } catch (IOException e) {
            go.waitFor();
            throw new AssertionError("Go stopped: " + Files.readString(errors), e);
        }
        byte[] made = go.getInputStream().readAllBytes();
        if (go.waitFor() != 0) {
            throw new AssertionError("Go found: " + Files.readString(errors));
        }
        return made;
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError(MISSING, e);
        }
    }
}
