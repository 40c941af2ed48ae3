package io.unbroken.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.identity.Proofs.Outcome;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ProofsTest {
    private static final DemoUser USER = DemoUser.QUALITY;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-20T10:00:00Z"));
    private final SecretDigests digests = new SecretDigests();
    private final Components right = Components.random(new SecureRandom());
    private final Components wrong = Components.random(new SecureRandom());
    private final Proofs proofs =
            new Proofs(
                    Map.of(USER, digest(right), DemoUser.AUDITOR, digest(wrong)),
                    digests,
                    now::get);

    @Test
    void after_five_wrong_ones_in_a_row_nothing_counts_for_a_minute() {
        // when
        for (int tries = 1; tries < Proofs.MOST_WRONG; tries++) {
            assertThat(proofs.check(USER, wrong)).isEqualTo(Outcome.WRONG);
        }
        assertThat(proofs.check(USER, wrong)).isEqualTo(Outcome.LOCKED);

        // then
        assertThat(proofs.check(USER, right)).isEqualTo(Outcome.LOCKED);
        assertThat(proofs.check(DemoUser.AUDITOR, wrong))
                .as("another person's")
                .isEqualTo(Outcome.PROVED);
        pass(Proofs.LOCK.minusMillis(1));
        assertThat(proofs.check(USER, right)).isEqualTo(Outcome.LOCKED);
        pass(Duration.ofMillis(1));
        assertThat(proofs.check(USER, wrong)).isEqualTo(Outcome.WRONG);
        assertThat(proofs.check(USER, right)).isEqualTo(Outcome.PROVED);
    }

    @Test
    void the_right_ones_end_the_row() {
        for (int tries = 0; tries < 3 * Proofs.MOST_WRONG; tries++) {
            assertThat(proofs.check(USER, tries % 2 == 0 ? wrong : right))
                    .isEqualTo(tries % 2 == 0 ? Outcome.WRONG : Outcome.PROVED);
        }
    }

    @Test
    void nobody_is_known_by_an_empty_password() {
        assertThat(proofs.check(USER, new Components("", ""))).isEqualTo(Outcome.WRONG);
        assertThat(proofs.check(DemoUser.COURIER, right)).isEqualTo(Outcome.WRONG);
    }

    private String digest(Components components) {
        return Objects.requireNonNull(digests.encode(components.joined()));
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
