package io.unbroken.acceptance.journeys;

import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A run of the simulator as a process of its own.
final class SimulatorRun {

    /// Far more than a run takes on a busy machine.
    private static final long LONGEST_RUN_MINUTES = 6;

    private final Process process;
    private final Thread reader;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private SimulatorRun(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().name("simulator output").start(this::read);
    }

    static SimulatorRun start(EmbeddedPlatform platform, int journeys, long seed)
            throws IOException {
        Path module = home().resolve("infra/simulator/target");
        var command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        module.resolve("simulator-0.1.0-SNAPSHOT.jar")
                                + ":"
                                + module.resolve("lib/*"),
                        "io.unbroken.simulator.Simulator",
                        "--tracking",
                        platform.url(Part.TRACKING),
                        "--collection",
                        platform.url(Part.COLLECTION),
                        "--courier",
                        platform.url(Part.COURIER),
                        "--manufacturing",
                        platform.url(Part.MANUFACTURING),
                        "--infusion",
                        platform.url(Part.INFUSION),
                        "--issuer",
                        platform.issuer(),
                        "--journeys",
                        Integer.toString(journeys),
                        "--speed",
                        "max",
                        "--seed",
                        Long.toString(seed),
                        "--exit-when-done");
        command.environment()
                .put(
                        "UNBROKEN_DEMO_SECRET_FILE",
                        platform.secrets().demoUserSecretFile().toString());
        command.environment()
                .put("UNBROKEN_DEMO_PEOPLE_FILE", platform.secrets().demoPeopleFile().toString());
        return new SimulatorRun(command.redirectErrorStream(true).start());
    }

    void awaitLine(String begin) throws InterruptedException {
        String line;
        do {
            line = lines.poll(LONGEST_RUN_MINUTES, TimeUnit.MINUTES);
        } while (line != null && !line.startsWith(begin));
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(LONGEST_RUN_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        int code = process.waitFor();
        reader.join();
        return code;
    }

    List<String> output() {
        return output;
    }

    /// The last line: one JSON object.
    String summary() {
        return output.getLast();
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                output.add(line);
                lines.add(line);
            }
        } catch (IOException ended) {
            output.add("the output ended: " + ended.getMessage());
        }
    }

    private static Path home() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("unbroken"))) {
                return at;
            }
        }
        throw new IllegalStateException("not inside of a checkout");
    }
}
