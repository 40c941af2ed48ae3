package io.unbroken.tracking.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProgressTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void in_the_same_run_of_the_store_a_new_owner_goes_on_at_next() {
        Progress owned = Progress.NONE.claimed("run-1", NOW).advanced(tree(7), NOW);

        Progress next = owned.claimed("run-1", NOW);

        assertThat(next.next()).isEqualTo(7);
        assertThat(next.frontier().root()).isEqualTo(tree(7).root());
        assertThat(next.generation()).isEqualTo(owned.generation() + 1);
    }

    @Test
    void after_a_restart_of_the_store_it_goes_on_at_the_safe_point() {
        Instant later = NOW.plus(Progress.TRAILING);
        Progress owned =
                Progress.NONE
                        .claimed("run-1", NOW)
                        .advanced(tree(3), later)
                        .advanced(tree(5), later.plusSeconds(1))
                        .advanced(tree(7), later.plus(Progress.TRAILING));

        Progress next = owned.claimed("run-2", later);

        assertThat(next.next()).isEqualTo(3);
        assertThat(next.frontier()).isEqualTo(tree(3));
        assertThat(next.claimed("run-3", later).next()).isEqualTo(3);
    }

    @Test
    void nothing_younger_than_the_trailing_time_is_safe() {
        Progress progress = Progress.NONE.claimed("run-1", NOW);

        for (int seconds = 1; seconds < 1_000; seconds++) {
            Instant at = NOW.plusSeconds(seconds);
            progress = progress.advanced(tree(seconds), at);

            assertThat(progress.safe().next())
                    .isLessThanOrEqualTo(Math.max(0, seconds - Progress.TRAILING.toSeconds()));
            assertThat(Duration.between(progress.safe().at(), at))
                    .satisfiesAnyOf(
                            age -> assertThat(age).isLessThan(Progress.TRAILING.multipliedBy(2)),
                            _ -> assertThat(at).isBefore(NOW.plus(Progress.TRAILING)));
        }
    }

    private static Frontier tree(int leaves) {
        return Frontier.EMPTY.appendAll(
                IntStream.range(0, leaves)
                        .mapToObj(i -> Hash.leaf(new byte[] {(byte) i}))
                        .toList());
    }
}
