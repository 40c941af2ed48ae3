package io.unbroken.platform.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// A command of the operating system that ends soon.
final class Command {
    private static final int LIMIT_SECONDS = 60;

    private Command() {}

    /// What it said on both outputs.
    record Said(int code, String output) {
        boolean succeeded() {
            return code == 0;
        }
    }

    /// Runs it to its end; a command that is not there has not succeeded.
    static Said run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Said(-1, command[0] + " did not end");
            }
            return new Said(process.exitValue(), output.strip());
        } catch (IOException | UncheckedIOException missing) {
            return new Said(-1, String.valueOf(missing.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Said(-1, "interrupted");
        }
    }
}
