package io.unbroken.simulator;

import io.unbroken.simulator.driver.Pace;
import io.unbroken.simulator.driver.Run;
import io.unbroken.simulator.driver.StopSignal;
import io.unbroken.simulator.driver.Summary;
import io.unbroken.simulator.script.Incident;
import io.unbroken.simulator.script.JourneyPlan;
import io.unbroken.simulator.script.LoggerExport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Plays journeys through the public HTTP APIs and checks that their histories hold what was acknowledged.
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        subcommands = {LoadCommand.class, DevicesCommand.class},
        description = "Plays sites, couriers, facility and loggers through the public HTTP APIs.")
public final class Simulator implements Callable<Integer> {

    private static final int MOST_JOURNEYS = 10_000;
    private static final int PERCENT = 100;
    private static final String FASTEST = "max";
    private static final Pattern SPEED = Pattern.compile("[0-9]{1,7}([.][0-9]{1,3})?");

    /// What a paced run plays at once, so that the first screen shows journeys at every stage.
    private static final Duration HEAD_START = Duration.ofDays(26);

    @Mixin private Addressed addressed = new Addressed();

    @Option(names = "--journeys", paramLabel = "N", description = "how many (default: 24)")
    private int journeys = 24;

    @Option(
            names = "--speed",
            paramLabel = "X|max",
            description = "simulated over real time, or max for as fast as it goes (default: 600)")
    private String speed = "600";

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "same seed, same journeys (default: 42)")
    private long seed = 42;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description =
                    "when the first journey begins, to play a run again exactly (default: eight weeks ago)")
    private @Nullable Instant start;

    @Option(
            names = "--exit-when-done",
            description = "end with exit code 1 if sent and held differ (otherwise only say so)")
    private boolean exitWhenDone;

    @Option(names = "--logger-files", paramLabel = "DIR", description = "exports of real loggers")
    private @Nullable Path loggerFiles;

    @Option(
            names = "--incidents",
            paramLabel = "INCIDENT=PERCENT",
            split = ",",
            description =
                    "which share of the journeys has what (${COMPLETION-CANDIDATES}); the others have NONE (default: each by its weight)")
    private Map<Incident, Integer> incidents = Map.of();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Simulator())
                .setExecutionExceptionHandler((trouble, command, _) -> {
                    if (trouble instanceof BadOption bad) {
                        command.getErr().println(bad.getMessage());
                        return CommandLine.ExitCode.USAGE;
                    }
                    throw trouble;
                });
    }

    @Override
    public Integer call() {
        check();
        Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
        Instant first = Optional.ofNullable(start).orElse(now.minus(JourneyPlan.RUN));
        List<LoggerExport> exports =
                Optional.ofNullable(loggerFiles).map(Exports::in).orElseGet(Exports::own);
        List<JourneyPlan> plans = plans(first, exports);
        System.out.printf(
                "playing %d journeys, seed %d, start %s, speed %s%n", journeys, seed, first, speed);
        try (var session = new Session()) {
            Optional<Summary> summary =
                    new Run(
                                    addressed.api(session.sender()),
                                    pace(first, session.stop()),
                                    session.stop(),
                                    System.out,
                                    System.err,
                                    Run.PATIENCE)
                            .play(plans);
            summary.ifPresent(s -> System.out.println(s.json()));
            boolean agrees = summary.map(Summary::agrees).orElse(true);
            return agrees || !exitWhenDone ? 0 : 1;
        }
    }

    private List<JourneyPlan> plans(Instant first, List<LoggerExport> exports) {
        return incidents.isEmpty()
                ? JourneyPlan.of(seed, first, journeys, exports)
                : JourneyPlan.of(seed, first, journeys, exports, incidents);
    }

    private void check() {
        int shares = incidents.values().stream().mapToInt(Integer::intValue).sum();
        if (shares > PERCENT || incidents.values().stream().anyMatch(share -> share < 0)) {
            throw new BadOption(
                    "--incidents must be shares of 0 to 100 percent and no more in all, found "
                            + incidents);
        }
        if (journeys < 1 || journeys > MOST_JOURNEYS) {
            throw new BadOption(
                    "--journeys must be between 1 and %d, found %d"
                            .formatted(MOST_JOURNEYS, journeys));
        }
        boolean number = SPEED.matcher(speed).matches() && Double.parseDouble(speed) > 0;
        if (!number && !speed.equals(FASTEST)) {
            throw new BadOption("--speed must be a number above 0 or max, found " + speed);
        }
    }

    private Pace pace(Instant first, StopSignal stop) {
        return speed.equals(FASTEST)
                ? Pace.fastest(stop)
                : Pace.of(
                        Double.parseDouble(speed),
                        first.plus(HEAD_START),
                        InstantSource.system(),
                        stop);
    }
}
