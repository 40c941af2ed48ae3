package io.unbroken.capture.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SpentSignInsTest {

    private static final Instant SIGNED_IN = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration KEPT = Challenges.FRESH.plus(Challenges.CLOCKS_APART);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(SIGNED_IN);
    private final SpentSignIns signIns = new SpentSignIns(now::get);

    @Test
    void one_sign_in_signs_one_act_as_often_as_it_is_sent() {
        assertThat(signIns.spend(SIGNED_IN, act("rhe-0402", "a"))).isTrue();

        assertThat(signIns.spend(SIGNED_IN, act("rhe-0402", "a"))).isTrue();
        assertThat(signIns.spend(SIGNED_IN, act("rhe-0402", "b"))).isFalse();
        assertThat(signIns.spend(SIGNED_IN.plusMillis(1), act("rhe-0402", "b"))).isTrue();
        assertThat(signIns.spend(SIGNED_IN, act("rhe-0403", "b"))).as("another person").isTrue();
    }

    @Test
    void a_sign_in_is_remembered_for_as_long_as_it_could_sign() {
        signIns.spend(SIGNED_IN, act("rhe-0402", "a"));

        now.set(SIGNED_IN.plus(KEPT));
        assertThat(signIns.spend(SIGNED_IN, act("rhe-0402", "b"))).isFalse();
        now.set(SIGNED_IN.plus(KEPT).plus(SECOND));
        assertThat(signIns.spend(SIGNED_IN, act("rhe-0402", "b")))
                .as("forgotten; it is too old for any challenge")
                .isTrue();
    }

    @Test
    void as_many_as_there_are_at_most_none_is_forgotten_too_early() {
        for (int each = 0; each < SpentSignIns.MOST; each++) {
            signIns.spend(SIGNED_IN.plusNanos(each), act("rhe-0402", "a"));
        }

        assertThat(signIns.spend(SIGNED_IN.minusNanos(1), act("rhe-0402", "b"))).isFalse();
        assertThat(signIns.spend(SIGNED_IN, act("rhe-0402", "b"))).isFalse();
        assertThat(signIns.spend(SIGNED_IN, act("rhe-0402", "a"))).isTrue();
        now.set(SIGNED_IN.plus(KEPT).plus(SECOND));
        assertThat(signIns.spend(now.get(), act("rhe-0402", "b"))).isTrue();
    }

    private static Act act(String signer, String letter) {
        return new Act(
                new PersonId(signer),
                "JOURNEY_REVIEWED_BY_QUALITY",
                new ContentHash(letter.repeat(64)));
    }
}
