package io.unbroken.benchmarks.proof;

import io.unbroken.verifier.Verify;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The verifier's command in a process of its own, which says what it took: `VerifyOnce BUNDLE TRUST` prints seconds and megabytes.
public final class VerifyOnce {

    private static final double KILOBYTES = 1024;

    private VerifyOnce() {}

    /// Verifies; exit code 1 if the bundle does not hold.
    public static void main(String[] arguments) throws IOException {
        var said = new ByteArrayOutputStream();
        long began = System.nanoTime();
        int code;
        try (var out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            code = Verify.run(new String[] {arguments[0], "--trust", arguments[1]}, out, out);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        if (code != 0) {
            System.err.println(said.toString(StandardCharsets.UTF_8));
            System.exit(1);
        }
        System.out.println(seconds + " " + residentMegabytes());
    }

    /// The most memory that this process ever had, by what Linux says of it.
    private static double residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToDouble(kilobytes -> Long.parseLong(kilobytes) / KILOBYTES)
                .findFirst()
                .orElseThrow();
    }
}
