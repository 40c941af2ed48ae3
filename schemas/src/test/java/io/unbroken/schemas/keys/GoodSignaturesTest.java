package io.unbroken.schemas.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class GoodSignaturesTest {

    private final SigningKey key = key(1);
    private final SigningKey other = key(2);

    @Test
    void what_was_good_stays_good_and_what_differs_in_one_bit_is_not() {
        var random = new SplittableRandom(7);
        for (int places : new int[] {1, 3, 64}) {
            GoodSignatures good = GoodSignatures.room(places);
            for (int i = 0; i < 20; i++) {
                byte[] message = new byte[random.nextInt(1, 200)];
                random.nextBytes(message);
                byte[] signature = key.sign(message);

                assertThat(verifies(good, key, signature, message)).isTrue();
                assertThat(verifies(good, key, signature, message)).isTrue();
                assertThat(verifies(good, other, signature, message)).isFalse();
                assertThat(verifies(good, key, signature, flipped(message, random))).isFalse();
                assertThat(verifies(good, key, flipped(signature, random), message)).isFalse();
                assertThat(verifies(good, key, signature, message)).isTrue();
            }
        }
    }

    @Test
    void what_is_not_good_is_not_remembered() {
        GoodSignatures good = GoodSignatures.room(1);
        byte[] message = {1, 2, 3};
        byte[] wrong = other.sign(message);

        assertThat(verifies(good, key, wrong, message)).isFalse();
        assertThat(verifies(good, key, wrong, message)).isFalse();
    }

    @Test
    void a_signature_cannot_borrow_from_the_message() {
        GoodSignatures good = GoodSignatures.room(1);
        byte[] message = {1, 2, 3};
        byte[] signature = key.sign(message);
        assertThat(verifies(good, key, signature, message)).isTrue();

        byte[] longer = new byte[65];
        System.arraycopy(signature, 0, longer, 0, 64);
        longer[64] = 1;

        assertThat(verifies(good, key, longer, new byte[] {2, 3})).isFalse();
    }

    @Test
    void one_that_remembers_nothing_verifies_too() {
        GoodSignatures none = GoodSignatures.none();
        byte[] message = {1};

        assertThat(verifies(none, key, key.sign(message), message)).isTrue();
        assertThat(verifies(none, key, other.sign(message), message)).isFalse();
    }

    @Test
    void there_is_room_for_one_at_least() {
        assertThatThrownBy(() -> GoodSignatures.room(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 0");
    }

    private static boolean verifies(
            GoodSignatures good, SigningKey by, byte[] signature, byte[] message) {
        return good.verifies(by.publicKey().verifier(), signature, message);
    }

    private static byte[] flipped(byte[] bytes, SplittableRandom random) {
        byte[] changed = bytes.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    private static SigningKey key(int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return SigningKey.of(seed);
    }
}
