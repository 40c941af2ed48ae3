package io.unbroken.benchmarks.proof;

import io.unbroken.benchmarks.figures.Figure;
import io.unbroken.benchmarks.figures.Rounds;
import io.unbroken.verifier.testing.WriteBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The verifier as auditors run it, over bundles of different lengths.
public final class ProofBenchmark {

    private static final String WRITTEN_BUNDLE = "bundle.jsonl";
    private static final String WRITTEN_TRUST = "trust.txt";
    private static final String WRITTEN_CHECKPOINT = "held.txt";

    /// As `./unbroken verify` does, but without its archive of classes.
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final List<Integer> lengths;

    /// @param lengths how many events the bundles have
    public ProofBenchmark(List<Integer> lengths) {
        this.lengths = lengths;
    }

    public List<Figure> run(int rounds) {
        var figures = new ArrayList<Figure>();
        for (int events : lengths) {
            figures.addAll(run(events, rounds));
        }
        return figures;
    }

    private static List<Figure> run(int events, int rounds) {
        Path directory = bundle(events);
        try {
            var measured = new Rounds();
            for (int round = 0; round < rounds; round++) {
                String[] said = verify(directory).split(" ", -1);
                measured.add("rate", events / Double.parseDouble(said[0]));
                measured.add("memory", Double.parseDouble(said[1]));
            }
            String name = "proof." + events + ".";
            String of = "a bundle of %,d events".formatted(events);
            return List.of(
                    Figure.of(name + "rate", "verified, " + of, "events/s", measured.of("rate")),
                    Figure.of(
                            name + "memory",
                            "most memory of the verifier, " + of,
                            "MB",
                            measured.of("memory")));
        } finally {
            erase(directory);
        }
    }

    /// Made in a process of its own: a long one needs more memory than all that is measured.
    private static Path bundle(int events) {
        try {
            Path directory = Files.createTempDirectory("unbroken-bench-bundle-");
            run(
                    List.of("-XX:+UseSerialGC", "-Xmx3g"),
                    WriteBundle.class,
                    List.of(directory.toString(), Integer.toString(events)));
            return directory;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String verify(Path directory) {
        return run(
                FLAGS,
                VerifyOnce.class,
                List.of(
                        directory.resolve(WRITTEN_BUNDLE).toString(),
                        directory.resolve(WRITTEN_TRUST).toString()));
    }

    private static String run(List<String> flags, Class<?> main, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "expected %s to end well".formatted(main.getSimpleName()));
            }
            return said.strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static void erase(Path directory) {
        try {
            for (String file : List.of(WRITTEN_BUNDLE, WRITTEN_TRUST, WRITTEN_CHECKPOINT)) {
                Files.deleteIfExists(directory.resolve(file));
            }
            Files.delete(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
