package io.unbroken.benchmarks;

import io.unbroken.benchmarks.figures.Figure;
import io.unbroken.benchmarks.figures.Report;
import io.unbroken.benchmarks.service.ChartBenchmark;
import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.benchmarks.telemetry.DetectionBenchmark;
import io.unbroken.benchmarks.telemetry.Fleet;
import io.unbroken.benchmarks.telemetry.ReadingsBenchmark;
import io.unbroken.platform.Part;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Measures what becomes of readings, side by side with named baselines, in one run.
@Command(
        name = "telemetry",
        mixinStandardHelpOptions = true,
        description =
                "Measures readings from the topic to stored and judged beside named baselines; each figure is the median of the rounds.")
public final class TelemetryBenchmark implements Callable<Integer> {

    private static final int MOST_ROUNDS = 99;

    /// How much is measured.
    ///
    /// @param fleet the loggers of the rates
    /// @param baselineBlocks blocks that a baseline takes
    private record Sizes(
            Fleet fleet, int baselineBlocks, int chartLoggers, int chartDays, int chartReads) {

        static final Sizes FULL = new Sizes(new Fleet(10_000, 4), 3_000, 10, 30, 200);

        static final Sizes QUICK = new Sizes(new Fleet(200, 4), 300, 3, 5, 50);
    }

    @Option(names = "--json", description = "one JSON object instead of a table")
    private boolean json;

    @Option(
            names = "--quick",
            description = "small data: shows that all figures come, says little of them")
    private boolean quick;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "of each figure (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    private final PrintStream out;
    private final PrintStream progress;
    private final List<String> failures = new ArrayList<>();

    private TelemetryBenchmark(PrintStream out, PrintStream progress) {
        this.out = out;
        this.progress = progress;
    }

    /// Runs it; exit code 0 also if goals are missed, 1 if something could not be measured.
    public static void main(String[] arguments) {
        var command = new CommandLine(new TelemetryBenchmark(System.out, System.err));
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            progress.println("unbroken: --rounds must be between 1 and " + MOST_ROUNDS);
            return CommandLine.ExitCode.USAGE;
        }
        Sizes sizes = quick ? Sizes.QUICK : Sizes.FULL;
        Instant began = Instant.now();
        var figures = new ArrayList<Figure>();
        try (var stand = Stand.start()) {
            figures.addAll(
                    attempt(
                            "rates",
                            () ->
                                    new ReadingsBenchmark(stand, sizes.fleet, sizes.baselineBlocks)
                                            .run(rounds)));
            rate(figures)
                    .ifPresent(rate ->
                            figures.addAll(
                                    attempt(
                                            "detection",
                                            () ->
                                                    new DetectionBenchmark(stand, sizes.fleet)
                                                            .run(rate / 2))));
        }
        try (var stand = Stand.start()) {
            stand.start(List.of(Part.OIDC, Part.TRACKING));
            figures.addAll(
                    attempt(
                            "chart",
                            () ->
                                    new ChartBenchmark(
                                                    stand,
                                                    sizes.chartLoggers,
                                                    sizes.chartDays,
                                                    sizes.chartReads)
                                            .run(rounds)));
        }
        var report = new Report(about(began, sizes), figures, failures);
        out.print(json ? report.json() + "\n" : report.table());
        return failures.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static Optional<Double> rate(List<Figure> figures) {
        return figures.stream()
                .filter(figure -> figure.name().equals("samplesPerSecond"))
                .map(Figure::value)
                .findFirst();
    }

    private List<Figure> attempt(String part, Supplier<List<Figure>> measurement) {
        progress.println("measuring " + part);
        try {
            return measurement.get();
        } catch (RuntimeException failure) {
            failures.add("%s: %s".formatted(part, failure));
            return List.of();
        }
    }

    private Map<String, String> about(Instant began, Sizes sizes) {
        var about = new LinkedHashMap<String, String>();
        about.put("began", began.toString());
        about.put("seconds", String.valueOf(Duration.between(began, Instant.now()).toSeconds()));
        about.put("rounds", String.valueOf(rounds));
        about.put("sizes", sizes.toString());
        about.put(
                "machine",
                "%d processors, %s %s, Java %s"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                Runtime.version()));
        return about;
    }
}
