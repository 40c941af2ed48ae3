package io.unbroken.platform.child;

import io.unbroken.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/// A running part.
public final class Child {
    /// Kafka's controlled shutdown and a service that finishes what it acknowledged need seconds; more means stuck.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    /// Cold disks and two busy cores; what is not up by then will not come up.
    private static final Duration READY_LIMIT = Duration.ofMinutes(4);

    private static final Duration POLL = Duration.ofMillis(50);

    /// Enough of a log's end to find the reason of a failed start.
    private static final int TAIL_LINES = 200;

    private final String name;
    private final Path log;
    private final Process process;

    private Child(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /// Starts the process, its output appended to a file.
    public static Child start(Launch launch, Path log) {
        return start(
                launch,
                log,
                new ProcessBuilder(launch.command())
                        .redirectErrorStream(true)
                        .redirectOutput(appending(log)));
    }

    /// Starts the process, its output going where ours goes and its complaints to a file.
    public static Child startTalking(Launch launch, Path log) {
        return start(
                launch,
                log,
                new ProcessBuilder(launch.command())
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(appending(log)));
    }

    private static Child start(Launch launch, Path log, ProcessBuilder builder) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            builder.environment().putAll(launch.environment());
            return new Child(launch.name(), log, builder.start());
        } catch (IOException failure) {
            throw new PlatformException(
                    "cannot start " + launch.name() + ": " + failure.getMessage(), failure);
        }
    }

    private static ProcessBuilder.Redirect appending(Path log) {
        return ProcessBuilder.Redirect.appendTo(log.toFile());
    }

    /// Waits until the part answers in its own protocol.
    ///
    /// @throws PlatformException if it ends before or does not answer in time
    public void awaitReady(Readiness readiness) {
        var end = System.nanoTime() + READY_LIMIT.toNanos();
        while (!readiness.answers()) {
            if (!process.isAlive()) {
                throw new PlatformException(
                        name + " ended while starting" + reason() + " (log: " + log + ")");
            }
            if (System.nanoTime() > end) {
                throw new PlatformException(
                        name
                                + " did not answer within "
                                + READY_LIMIT.toSeconds()
                                + " s (log: "
                                + log
                                + ")");
            }
            pause();
        }
    }

    /// Ends the process as a power cut would: SIGKILL, no shutdown hook runs.
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// Asks the process to stop, and insists after a while.
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /// Whether the process runs.
    public boolean alive() {
        return process.isAlive();
    }

    /// Hears the exit code when the process has ended.
    public void onExit(IntConsumer action) {
        var _ = process.onExit().thenAccept(ended -> action.accept(ended.exitValue()));
    }

    /// The operating system's number of the process.
    public long pid() {
        return process.pid();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                process.waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String reason() {
        return tail().reversed().stream()
                .filter(line ->
                        line.contains("No space left on device")
                                || line.contains("Address already in use")
                                || line.startsWith("Caused by:")
                                || line.startsWith("Exception in"))
                .findFirst()
                .map(line -> ": " + line.strip())
                .orElse("");
    }

    private List<String> tail() {
        try {
            var lines = Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1);
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        } catch (IOException unreadable) {
            return List.of(unreadable.toString());
        }
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while starting", interrupted);
        }
    }
}
