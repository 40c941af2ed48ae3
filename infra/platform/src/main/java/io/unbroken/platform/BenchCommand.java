package io.unbroken.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Measures a part beside named baselines, on a platform of its own, in a process of its own.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures tracking beside named baselines, on a platform of its own that is gone afterwards: a table, exit code 0 also if a goal is missed.")
final class BenchCommand implements Callable<Integer> {

    /// Holds the records of a round and what was made of them; the parts that are measured have their own.
    private static final String HEAP = "-Xmx1g";

    private static final Map<String, String> PARTS =
            Map.of(
                    "tracking", "io.unbroken.benchmarks.TrackingBenchmark",
                    "telemetry", "io.unbroken.benchmarks.TelemetryBenchmark");

    @Parameters(paramLabel = "tracking|telemetry", description = "what is measured")
    private String part = "";

    @Option(
            names = "--json",
            description =
                    "one JSON object instead of a table; of telemetry also a last line with the figures that have goals")
    private boolean json;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description =
                    "each figure is the median of so many rounds (default: 5 of tracking, 3 of telemetry)")
    private Optional<Integer> rounds = Optional.empty();

    @Option(
            names = "--quick",
            description = "small data: shows in some minutes that all figures come, says little")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "PART,...",
            split = ",",
            description =
                    "of tracking: custody, baselines, telemetry, latency, rebuild, reads, verifier; of telemetry: rates, history, chart (default: all)")
    private List<String> only = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        String program = PARTS.get(part);
        if (program == null) {
            throw new ParameterException(
                    spec.commandLine(), "expected tracking or telemetry, found " + part);
        }
        var installation = Installation.find();
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                HEAP,
                                // RocksDB is native code.
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dunbroken.home=" + installation.root(),
                                "-Dstdout.encoding=UTF-8",
                                "-Dstderr.encoding=UTF-8",
                                "-cp",
                                String.join(
                                        java.io.File.pathSeparator,
                                        installation.benchmarksClassPath()),
                                program));
        rounds.ifPresent(count -> command.addAll(List.of("--rounds", count.toString())));
        if (json) {
            command.add("--json");
        }
        if (quick) {
            command.add("--quick");
        }
        if (!only.isEmpty()) {
            command.addAll(List.of("--only", String.join(",", only)));
        }
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException failure) {
            throw new PlatformException(
                    "the benchmarks could not be started: " + failure.getMessage(), failure);
        }
    }
}
