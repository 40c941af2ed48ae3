package io.unbroken.custody.sensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClockCheckTest {

    private static final Instant TIME = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void a_clock_that_is_ahead_is_set_back() {
        ClockCheck check = check(Duration.ofHours(1));

        assertThat(check.offset()).isEqualTo(Duration.ofHours(1));
        assertThat(check.corrected(TIME)).isEqualTo(TIME.minusSeconds(3600));
    }

    @Test
    void a_difference_of_less_than_a_minute_moves_nothing() {
        for (Duration small : new Duration[] {Duration.ofSeconds(59), Duration.ofSeconds(-59)}) {
            assertThat(check(small).corrected(TIME)).isEqualTo(TIME);
            assertThat(check(small).loggerClock()).contains(TIME.plus(small));
        }
        assertThat(check(Duration.ofMinutes(-1)).corrected(TIME)).isEqualTo(TIME.plusSeconds(60));
    }

    @Test
    void a_clock_that_nobody_looked_at_is_believed() {
        assertThat(new ClockCheck(TIME, Optional.empty()).corrected(TIME)).isEqualTo(TIME);
    }

    @Test
    void what_the_logger_said_comes_back_from_the_corrected_time() {
        for (long seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            ClockCheck check = check(Duration.ofMillis(random.nextInt()));
            Instant byLogger = TIME.plusMillis(random.nextInt());

            assertThat(check.byLogger(check.corrected(byLogger)))
                    .as("seed %d", seed)
                    .isEqualTo(byLogger);
        }
    }

    @Test
    void a_gateway_that_does_not_know_the_time_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClockCheck(Instant.EPOCH, Optional.empty()))
                .withMessageStartingWith("readAt: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClockCheck(TIME, Optional.of(Instant.MAX)))
                .withMessageStartingWith("loggerClock: ");
    }

    private static ClockCheck check(Duration ahead) {
        return new ClockCheck(TIME, Optional.of(TIME.plus(ahead)));
    }
}
