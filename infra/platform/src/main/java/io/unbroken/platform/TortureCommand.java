package io.unbroken.platform;

import io.unbroken.platform.torture.Torture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Faults on the real thing, under load.
@Command(
        name = "torture",
        mixinStandardHelpOptions = true,
        description =
                "Kills, stops, cuts off and fills the parts of a platform of its own under load, then holds every history to a reference. The last line is JSON; exit code 1 if anything is lost, duplicated, unequal or not sealed.")
final class TortureCommand implements Callable<Integer> {
    private static final double LONGEST_MINUTES = 24 * 60;

    /// Below the ports of `demo`, which may run at the same time.
    private static final String BASE = "7080";

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "5",
            description = "how long there are load and faults (default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "which faults when, and which journeys (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            defaultValue = ".*",
            description =
                    "the kinds of faults that happen, such as 'kill .*|cut broker frozen' (default: all)")
    private Pattern only = Pattern.compile(".*");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "a new directory for all data, kept (default: a temporary one, kept after a failure)")
    private @Nullable Path data;

    @Option(
            names = "--ports",
            paramLabel = "BASE",
            defaultValue = BASE,
            description = "first of thirteen free ports (default: ${DEFAULT-VALUE})")
    private int base;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!(minutes > 0 && minutes <= LONGEST_MINUTES)) {
            throw new ParameterException(
                    spec.commandLine(), "--minutes must be above 0 and at most " + LONGEST_MINUTES);
        }
        if (!Torture.knows(only)) {
            throw new ParameterException(
                    spec.commandLine(), "--only matches no kind of fault: " + only);
        }
        var torture =
                new Torture(
                        Installation.find(),
                        new Ports(base),
                        Optional.ofNullable(data),
                        spec.commandLine().getOut());
        return torture.run(seed, Duration.ofMillis((long) (minutes * 60_000)), only).holds()
                ? 0
                : 1;
    }
}
