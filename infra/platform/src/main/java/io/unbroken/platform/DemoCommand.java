package io.unbroken.platform;

import io.unbroken.platform.child.Child;
import io.unbroken.platform.child.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Everything, with the simulator that plays sites, couriers, facility and loggers.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs everything on this machine, with cells on their way.")
final class DemoCommand implements Callable<Integer> {
    private static final String MAIN = "io.unbroken.simulator.Simulator";

    /// One patient's cells an hour for a large hospital's year: more is a load test, for which there are other tools.
    private static final int MOST_JOURNEYS = 10_000;

    @Mixin private RunOptions options = new RunOptions();

    @Option(
            names = "--journeys",
            paramLabel = "N",
            defaultValue = "24",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int journeys;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "600",
            description =
                    "simulated over real time, or max for as fast as it goes (default: ${DEFAULT-VALUE})")
    private String speed = "";

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "42",
            description = "same seed, same journeys (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--exit-when-done",
            description =
                    "end when the journeys have ended, with a summary in JSON as the last line")
    private boolean exitWhenDone;

    @Option(
            names = "--logger-files",
            paramLabel = "DIR",
            description = "exports of real loggers to replay")
    private @Nullable Path loggerFiles;

    @Option(
            names = "--incidents",
            paramLabel = "INCIDENT=PERCENT,...",
            description =
                    "which share of the journeys has what, see docs/reference/simulator.md (default: some of all)")
    private @Nullable String incidents;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        check();
        try (var session = Session.open(options, spec.commandLine().getOut())) {
            session.start();
            var simulator =
                    Child.startTalking(launch(session), session.platform().log("simulator"));
            session.platform().alsoStop(simulator);
            session.terminal()
                    .line("  ✓ %d journeys, speed %s, seed %d".formatted(journeys, speed, seed));
            simulator.onExit(code -> ended(session, code));
            return session.await();
        }
    }

    private void check() {
        if (journeys < 1 || journeys > MOST_JOURNEYS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--journeys must be between 1 and " + MOST_JOURNEYS + ", found " + journeys);
        }
        if (!speed.matches("max|[0-9]{1,7}([.][0-9]{1,3})?") || speed.matches("[0.]+")) {
            throw new ParameterException(
                    spec.commandLine(), "--speed must be a number above 0 or max, found " + speed);
        }
    }

    private void ended(Session session, int exitCode) {
        if (session.stopping()) {
            return;
        }
        if (exitWhenDone) {
            session.finish(exitCode);
        } else if (exitCode != 0) {
            session.terminal()
                    .trouble(
                            "the simulator ended with exit code "
                                    + exitCode
                                    + "; see ./unbroken logs simulator");
        }
    }

    private Launch launch(Session session) {
        var ports = session.addresses().ports();
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--tracking", ports.http(Part.TRACKING),
                                "--collection", ports.http(Part.COLLECTION),
                                "--courier", ports.http(Part.COURIER),
                                "--manufacturing", ports.http(Part.MANUFACTURING),
                                "--infusion", ports.http(Part.INFUSION),
                                "--issuer", session.addresses().issuer(),
                                "--journeys", Integer.toString(journeys),
                                "--speed", speed,
                                "--seed", Long.toString(seed)));
        if (exitWhenDone) {
            arguments.add("--exit-when-done");
        }
        if (incidents != null) {
            arguments.addAll(List.of("--incidents", incidents));
        }
        if (loggerFiles != null) {
            arguments.addAll(List.of("--logger-files", loggerFiles.toAbsolutePath().toString()));
        }
        return new Launch(
                "simulator",
                session.installation().simulatorClassPath(),
                List.of("-XX:+UseSerialGC", "-Xmx128m"),
                MAIN,
                arguments,
                Map.of(
                        "UNBROKEN_DEMO_SECRET_FILE",
                        session.platform().secrets().demoUserSecretFile().toString(),
                        "UNBROKEN_DEMO_PEOPLE_FILE",
                        session.platform().secrets().demoPeopleFile().toString()));
    }
}
