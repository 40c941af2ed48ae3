package io.unbroken.benchmarks;

import io.unbroken.benchmarks.figures.About;
import io.unbroken.benchmarks.figures.Curve;
import io.unbroken.benchmarks.figures.Figure;
import io.unbroken.benchmarks.figures.Report;
import io.unbroken.benchmarks.figures.Result;
import io.unbroken.benchmarks.service.ChartBenchmark;
import io.unbroken.benchmarks.stand.Stand;
import io.unbroken.benchmarks.telemetry.DetectionBenchmark;
import io.unbroken.benchmarks.telemetry.Fleet;
import io.unbroken.benchmarks.telemetry.HistoryBenchmark;
import io.unbroken.benchmarks.telemetry.MemoryBenchmark;
import io.unbroken.benchmarks.telemetry.ReadingsBenchmark;
import io.unbroken.platform.Part;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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

    /// What the last line of JSON has, for programs that want to know only whether the goals are met.
    private static final List<String> GOALS =
            List.of(
                    "samplesPerSecond",
                    "ratioSpringData",
                    "ratioMongoConnector",
                    "shareOfLimit",
                    "bytesPerSample",
                    "detectionP99Millis",
                    "chartP99Millis");

    /// What can be measured by itself, each on a platform of its own.
    enum Section {
        /// Rates, memory and detection.
        RATES,
        HISTORY,
        CHART
    }

    /// How much is measured.
    ///
    /// @param fleet the loggers of the rates
    /// @param springBlocks blocks that the slow baseline takes
    /// @param historyLoggers loggers whose histories grow
    /// @param historyDays to these lengths
    private record Sizes(
            Fleet fleet,
            int springBlocks,
            int historyLoggers,
            List<Integer> historyDays,
            int chartLoggers,
            int chartDays,
            int chartReads) {

        static final Sizes FULL =
                new Sizes(new Fleet(10_000, 4), 3_000, 100, List.of(1, 10, 30, 90), 10, 30, 200);

        static final Sizes QUICK =
                new Sizes(new Fleet(200, 4), 300, 10, List.of(1, 2, 4), 3, 5, 50);
    }

    @Option(
            names = "--json",
            description =
                    "one JSON object instead of a table, and a last line with the figures that have goals")
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

    @Option(
            names = "--only",
            paramLabel = "SECTION",
            split = ",",
            description = "of: ${COMPLETION-CANDIDATES} (default: all)")
    private Set<Section> only = EnumSet.allOf(Section.class);

    private final PrintStream out;
    private final PrintStream progress;
    private final List<Figure> figures = new ArrayList<>();
    private final List<Curve> curves = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    private TelemetryBenchmark(PrintStream out, PrintStream progress) {
        this.out = out;
        this.progress = progress;
    }

    /// Runs it; exit code 0 also if goals are missed, 1 if something could not be measured.
    public static void main(String[] arguments) {
        var command = new CommandLine(new TelemetryBenchmark(System.out, System.err));
        command.setCaseInsensitiveEnumValuesAllowed(true);
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
        measure(sizes);
        var report = new Report(About.run(began, rounds, sizes), figures, curves, failures);
        if (json) {
            out.println(report.json());
            out.println(report.values(GOALS));
        } else {
            out.print(report.table());
        }
        return failures.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void measure(Sizes sizes) {
        for (Section section : Section.values()) {
            if (only.contains(section)) {
                measure(section, sizes);
            }
        }
    }

    private void measure(Section section, Sizes sizes) {
        switch (section) {
            case RATES -> onStand(List.of(), stand -> ratesAndDetection(stand, sizes));
            case HISTORY ->
                    onStand(List.of(), stand -> attempt("history", () -> history(stand, sizes)));
            case CHART ->
                    onStand(
                            List.of(Part.OIDC, Part.TRACKING),
                            stand -> attempt("chart", () -> chart(stand, sizes)));
        }
    }

    private void ratesAndDetection(Stand stand, Sizes sizes) {
        attempt(
                "rates",
                () -> new ReadingsBenchmark(stand, sizes.fleet, sizes.springBlocks).run(rounds));
        attempt("memory", () -> new MemoryBenchmark(stand, sizes.fleet).run());
        rate().ifPresent(rate ->
                attempt(
                        "detection",
                        () -> Result.of(new DetectionBenchmark(stand, sizes.fleet).run(rate / 2))));
    }

    private static Result history(Stand stand, Sizes sizes) {
        return new HistoryBenchmark(stand, sizes.historyLoggers, sizes.historyDays).run();
    }

    private Result chart(Stand stand, Sizes sizes) {
        return Result.of(
                new ChartBenchmark(stand, sizes.chartLoggers, sizes.chartDays, sizes.chartReads)
                        .run(rounds));
    }

    /// What the other platforms gave is not lost with one that does not start.
    private void onStand(List<Part> parts, Consumer<Stand> measurements) {
        try (var stand = Stand.start()) {
            stand.start(parts);
            measurements.accept(stand);
        } catch (RuntimeException failure) {
            failures.add("platform: " + failure);
        }
    }

    private Optional<Double> rate() {
        return figures.stream()
                .filter(figure -> figure.name().equals("samplesPerSecond"))
                .map(Figure::value)
                .findFirst();
    }

    private void attempt(String part, Supplier<Result> measurement) {
        progress.println("measuring " + part);
        try {
            Result result = measurement.get();
            figures.addAll(result.figures());
            curves.addAll(result.curves());
        } catch (RuntimeException failure) {
            failures.add("%s: %s".formatted(part, failure));
        }
    }
}
