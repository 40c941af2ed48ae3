package io.unbroken.simulator;

import io.unbroken.simulator.driver.Devices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Plays journeys through devices that are offline now and then, and holds every history to what was acknowledged.
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description =
                "Plays journeys through devices that go offline, give up waiting and send again; one JSON line, exit code 1 if anything is lost, duplicated or unequal.")
final class DevicesCommand implements Callable<Integer> {

    private static final double LONGEST_MINUTES = 24 * 60;
    private static final int MOST_AT_ONCE = 200;

    @Mixin private Addressed addressed = new Addressed();

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description =
                    "for how long journeys begin; each is then played to its end (default: 1)")
    private double minutes = 1;

    @Option(names = "--seed", paramLabel = "S", description = "of the journeys (default: 42)")
    private long seed = 42;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            description = "journeys that are played at the same time (default: 12)")
    private int atOnce = 12;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "how long nothing may arrive or be sealed in the end (default: 180)")
    private int patience = 180;

    @Option(
            names = "--chains",
            paramLabel = "FILE",
            description = "writes the journeys' chains of identity there, a line each")
    private @Nullable Path chains;

    @Override
    public Integer call() throws IOException {
        if (!(minutes > 0 && minutes <= LONGEST_MINUTES)) {
            throw new BadOption("--minutes must be above 0 and at most " + LONGEST_MINUTES);
        }
        if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
            throw new BadOption("--at-once must be between 1 and " + MOST_AT_ONCE);
        }
        if (patience < 1) {
            throw new BadOption("--patience must be above 0");
        }
        try (var session = new Session()) {
            var devices =
                    new Devices(
                            addressed.api(session.sender(), Devices.patience(seed)),
                            session.stop(),
                            InstantSource.system(),
                            System.out,
                            Duration.ofSeconds(patience));
            Devices.Outcome outcome =
                    devices.run(seed, Duration.ofMillis((long) (minutes * 60_000)), atOnce);
            if (chains != null) {
                Files.write(chains, outcome.chains());
            }
            System.out.println(outcome.json());
            return outcome.holds() ? 0 : 1;
        }
    }
}
