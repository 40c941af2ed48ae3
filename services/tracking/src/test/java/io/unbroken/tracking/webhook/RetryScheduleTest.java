package io.unbroken.tracking.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RetryScheduleTest {

    @Test
    void waits_grow_to_hours_and_all_attempts_take_about_a_day() {
        Duration all =
                IntStream.range(1, RetrySchedule.MOST_ATTEMPTS)
                        .mapToObj(attempt -> RetrySchedule.after(attempt, "wh_1/ae_1"))
                        .reduce(Duration.ZERO, Duration::plus);

        assertThat(RetrySchedule.after(1, "wh_1/ae_1"))
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        assertThat(RetrySchedule.after(9, "wh_1/ae_1")).isLessThan(Duration.ofHours(8));
        assertThat(all).isBetween(Duration.ofHours(14), Duration.ofHours(30));
    }

    @Test
    void deliveries_that_failed_together_come_back_apart_and_each_as_before() {
        long different =
                IntStream.range(0, 100)
                        .mapToObj(i -> RetrySchedule.after(3, "wh_1/ae_" + i))
                        .distinct()
                        .count();

        assertThat(different).isGreaterThan(20);
        assertThat(RetrySchedule.after(3, "wh_1/ae_7"))
                .isEqualTo(RetrySchedule.after(3, "wh_1/ae_7"));
    }

    @Test
    void a_receiver_is_not_asked_before_it_wants_to_be_but_within_a_day() {
        assertThat(RetrySchedule.after(1, "wh_1/ae_1", Duration.ofMinutes(10)))
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(RetrySchedule.after(1, "wh_1/ae_1", Duration.ofDays(300)))
                .isEqualTo(Duration.ofHours(24));
        assertThat(RetrySchedule.after(1, "wh_1/ae_1", Duration.ofSeconds(-5)))
                .isEqualTo(RetrySchedule.after(1, "wh_1/ae_1"));
    }
}
