package io.unbroken.simulator;

import io.unbroken.simulator.driver.Load;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Sends scans at a steady rate and measures how fast they reach the histories.
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Sends scans at a steady rate; prints throughput and delay as one JSON line.")
final class LoadCommand implements Callable<Integer> {

    private static final int MOST_A_SECOND = 20_000;
    private static final double LONGEST_MINUTES = 600;

    @Mixin private Addressed addressed = new Addressed();

    @Option(names = "--rate", paramLabel = "R", description = "scans a second (default: 100)")
    private int rate = 100;

    @Option(names = "--minutes", paramLabel = "M", description = "how long (default: 1)")
    private double minutes = 1;

    @Option(names = "--seed", paramLabel = "S", description = "of the journeys (default: 42)")
    private long seed = 42;

    @Override
    public Integer call() {
        if (rate < 1 || rate > MOST_A_SECOND) {
            throw new BadOption("--rate must be between 1 and " + MOST_A_SECOND);
        }
        if (!(minutes > 0 && minutes <= LONGEST_MINUTES)) {
            throw new BadOption("--minutes must be above 0 and at most " + LONGEST_MINUTES);
        }
        try (var session = new Session()) {
            var length = Duration.ofMillis((long) (minutes * 60_000));
            var load =
                    new Load(
                            addressed.api(session.sender()),
                            session.stop(),
                            InstantSource.system(),
                            System.out);
            Load.Result result = load.run(seed, rate, length);
            System.out.println(result.json());
            return result.agrees() ? 0 : 1;
        }
    }
}
