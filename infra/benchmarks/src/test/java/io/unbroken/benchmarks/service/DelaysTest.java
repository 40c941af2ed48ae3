package io.unbroken.benchmarks.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DelaysTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /// A scan a millisecond, each acknowledged 10 ms after it was due.
    private static final List<Scan> SCANS =
            IntStream.range(0, 1_000)
                    .mapToObj(n -> new Scan("CHA1", n + 1, 0, n, millis(n), millis(n + 10)))
                    .toList();

    @Test
    void delays_count_from_the_receipt_and_lateness_from_when_a_scan_was_due() {
        // when
        Delays delays = Delays.of(SCANS, after(200), after(900), MINUTE);

        // then
        assertThat(delays.late()).isCloseTo(10, within(0.001));
        assertThat(delays.visible()).isCloseTo(200, within(0.001));
        assertThat(delays.sealed()).isCloseTo(900, within(0.001));
        assertThat(delays.perSecond()).isCloseTo(991, within(1.0));
        assertThat(delays.hold()).isTrue();
    }

    @Test
    void what_was_not_seen_while_somebody_looked_counts_as_if_it_was_seen_last() {
        // when
        Delays never = Delays.of(SCANS, _ -> Optional.empty(), after(900), MINUTE);
        Delays later = Delays.of(SCANS, after(120_000), after(900), MINUTE);

        // then
        assertThat(never.visible()).isBetween(58_000.0, 60_000.0);
        assertThat(later).isEqualTo(never);
        assertThat(never.hold()).isFalse();
    }

    @Test
    void a_rate_is_not_held_if_scans_could_not_be_sent_when_they_were_due() {
        // given
        var late = List.of(new Scan("CHA1", 1, 0, 0, 0, millis(1_001)));

        // when
        Delays delays = Delays.of(late, after(1), after(1), MINUTE);

        // then
        assertThat(delays.hold()).isFalse();
    }

    private static Delays.Seen after(long millis) {
        return scan -> Optional.of(scan.acknowledged() + millis(millis));
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
