package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BackoffTest {

    @Test
    void waits_double_up_to_five_seconds_and_begin_anew_after_a_success() {
        var backoff = new Backoff();

        assertThat(Stream.generate(backoff::next).limit(80).map(Duration::toMillis).distinct())
                .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L);
        assertThat(backoff.failures()).isEqualTo(80);

        backoff.reset();

        assertThat(backoff.failures()).isZero();
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
    }
}
