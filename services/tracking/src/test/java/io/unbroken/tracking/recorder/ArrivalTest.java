package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.Standing;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class ArrivalTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-11-01");

    private final Arrival arrival = new Arrival();

    @Test
    void it_has_all_samples_and_days_of_a_batch() {
        arrival.add(ToyWorld.block("L0-x 0 500 510"));
        arrival.add(ToyWorld.block("L0-x 120 520"));

        assertThat(arrival.readings().samples()).hasSize(3);
        assertThat(arrival.days()).containsExactlyInAnyOrder(FIRST, FIRST.plusDays(1));
        assertThat(arrival.hasReports()).isFalse();
        assertThat(arrival.isSound()).isTrue();
    }

    @Test
    void one_doubtful_block_makes_it_doubtful() {
        SignedReadings block = ToyWorld.block("L0-x 0 500");
        arrival.add(block);
        arrival.add(
                new SignedReadings(
                        block.record(), "another", Standing.doubtful("The key was stolen.")));
        arrival.add(block);

        assertThat(arrival.isSound()).isFalse();
    }
}
