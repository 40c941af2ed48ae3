package io.unbroken.acceptance.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.platform.Installation;
import io.unbroken.platform.Ports;
import io.unbroken.platform.torture.Outcome;
import io.unbroken.platform.torture.Torture;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A short run; `./unbroken torture --minutes 60` is a long one.
class TortureTest {

    private static final Duration LENGTH = Duration.ofSeconds(36);

    /// One of those of which these seconds kill and stop tracking, cut off broker and store, and fill a disk.
    private static final long SEED = 43;

    @Test
    void whatever_happens_to_the_parts_every_history_is_what_was_acknowledged() {
        var told = new StringWriter();
        var torture =
                new Torture(
                        Installation.find(),
                        Ports.free(Torture.PORTS),
                        Optional.empty(),
                        new PrintWriter(told, true));

        Outcome outcome = torture.run(SEED, LENGTH);

        assertThat(outcome.holds()).as("%s", told).isTrue();
        assertThat(outcome.faults().keySet())
                .as("kinds of faults of seed %d", SEED)
                .anyMatch(kind -> kind.startsWith("kill"))
                .anyMatch(kind -> kind.startsWith("sleep tracking"))
                .anyMatch(kind -> kind.startsWith("cut"))
                .anyMatch(kind -> kind.startsWith("full"));
    }
}
