package io.unbroken.capture.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.PersonId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ChallengesTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final ContentHash CONTENT = new ContentHash("a".repeat(64));
    private static final PersonId QUALITY = new PersonId("rhe-0402");
    private static final String MEANING = "JOURNEY_REVIEWED_BY_QUALITY";
    private static final Act ACT = new Act(QUALITY, MEANING, CONTENT);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Challenges challenges = new Challenges(new SecureRandom(), now::get);

    @Test
    void who_signs_in_after_the_challenge_has_signed() {
        SignatureDue due = challenges.due(ACT);
        pass(Duration.ofSeconds(20));

        assertThat(due.signer()).isEqualTo(QUALITY);
        assertThat(due.meaning()).isEqualTo(MEANING);
        assertThat(due.contentHash()).isEqualTo(CONTENT);
        assertThat(due.since()).isEqualTo(START.getEpochSecond());
        assertThat(signed(due, ACT, now.get())).isTrue();
    }

    @Test
    void a_challenge_fits_no_other_record_no_other_person_and_no_other_meaning() {
        SignatureDue due = challenges.due(ACT);

        for (Act other :
                List.of(
                        new Act(QUALITY, MEANING, new ContentHash("b".repeat(64))),
                        new Act(new PersonId("rhe-0403"), MEANING, CONTENT),
                        new Act(QUALITY, "DEVIATION_ASSESSED_BY_QUALITY", CONTENT),
                        // The same bytes in a row, and other fields.
                        new Act(new PersonId("rhe-0402J"), MEANING.substring(1), CONTENT))) {
            assertThat(signed(due, other, now.get())).as("%s", other).isFalse();
        }
    }

    @Test
    void a_sign_in_from_before_the_challenge_does_not_count() {
        SignatureDue due = challenges.due(ACT);
        Instant early = START.minus(Challenges.CLOCKS_APART);

        assertThat(signed(due, ACT, early)).isTrue();
        assertThat(signed(due, ACT, early.minus(SECOND))).isFalse();
    }

    @Test
    void a_sign_in_counts_for_two_minutes_and_never_from_the_future() {
        SignatureDue due = challenges.due(ACT);
        Instant signedIn = now.get();

        pass(Challenges.FRESH);
        assertThat(signed(due, ACT, signedIn)).isTrue();
        assertThat(signed(due, ACT, now.get().plus(Challenges.CLOCKS_APART))).isTrue();
        assertThat(signed(due, ACT, now.get().plus(Challenges.CLOCKS_APART).plus(SECOND)))
                .isFalse();
        pass(SECOND);
        assertThat(signed(due, ACT, signedIn)).isFalse();
    }

    @Test
    void a_challenge_ends() {
        SignatureDue due = challenges.due(ACT);

        pass(Challenges.LIFE);
        assertThat(signed(due, ACT, now.get())).isTrue();
        pass(SECOND);
        assertThat(signed(due, ACT, now.get())).isFalse();
    }

    @Test
    void no_bit_of_a_challenge_can_be_changed_and_none_is_made_up() {
        SignatureDue due = challenges.due(ACT);
        byte[] whole = Base64.getUrlDecoder().decode(due.challenge());

        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            byte[] changed = whole.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(challenges.answered(challenge, ACT, now.get())).as("bit %d", bit).isFalse();
        }
        for (String foreign : List.of("", "!", "AAAA", "\u00e4", due.challenge() + "AAAA")) {
            assertThat(challenges.answered(foreign, ACT, now.get())).isFalse();
        }
    }

    @Test
    void another_process_knows_no_challenge_of_ours() {
        SignatureDue due = challenges.due(ACT);

        assertThat(
                        new Challenges(new SecureRandom(), now::get)
                                .answered(due.challenge(), ACT, now.get()))
                .isFalse();
    }

    private boolean signed(SignatureDue due, Act act, Instant signedIn) {
        return challenges.answered(due.challenge(), act, signedIn);
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
