package io.unbroken.benchmarks;

import io.unbroken.benchmarks.figures.About;
import io.unbroken.benchmarks.figures.Figure;
import io.unbroken.benchmarks.figures.Report;
import java.io.PrintStream;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Measures tracking, side by side with named baselines, in one run.
@Command(
        name = "tracking",
        mixinStandardHelpOptions = true,
        description =
                "Measures tracking beside named baselines; each figure is the median of the rounds.")
public final class TrackingBenchmark implements Callable<Integer> {

    private static final int MOST_ROUNDS = 99;

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
    private int rounds = 5;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "of: ${COMPLETION-CANDIDATES} (default: all)")
    private Set<Measured> only = EnumSet.allOf(Measured.class);

    private final PrintStream out;
    private final PrintStream progress;

    private TrackingBenchmark(PrintStream out, PrintStream progress) {
        this.out = out;
        this.progress = progress;
    }

    /// Runs it; exit code 0 also if goals are missed, 1 if something could not be measured.
    public static void main(String[] arguments) {
        var command = new CommandLine(new TrackingBenchmark(System.out, System.err));
        System.exit(command.setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            progress.println("unbroken: --rounds must be between 1 and " + MOST_ROUNDS);
            return CommandLine.ExitCode.USAGE;
        }
        Sizes sizes = quick ? Sizes.QUICK : Sizes.FULL;
        Instant began = Instant.now();
        var run = new Run(sizes, rounds, part -> progress.println("measuring " + name(part)));
        List<Figure> figures = run.of(only);
        var report = new Report(About.run(began, rounds, sizes), figures, run.failures());
        out.print(json ? report.json() + "\n" : report.table());
        return run.failures().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static String name(Measured part) {
        return part.name().toLowerCase(java.util.Locale.ROOT);
    }
}
