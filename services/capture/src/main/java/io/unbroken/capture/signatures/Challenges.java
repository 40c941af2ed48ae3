package io.unbroken.capture.signatures;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Gives out challenges and knows them again: a challenge is the time and a nonce, with a code over them, the signer, the meaning and the
/// content's hash, so that nothing has to be kept and none fits another record. The key is this process's: after a restart one signs in once more.
final class Challenges {

    /// 21 CFR 11.200: a signature takes the person themselves, now. Long enough to come back from the provider's page.
    static final Duration FRESH = Duration.ofMinutes(2);

    /// To read what is to be signed, and to sign in.
    static final Duration LIFE = Duration.ofMinutes(10);

    /// The provider's clock and ours may differ by so much.
    static final Duration CLOCKS_APART = Duration.ofSeconds(5);

    /// Names this layout; another one will have another.
    private static final String TAG = "unbroken/signature/v1";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 16;
    private static final int HEAD_BYTES = Long.BYTES + NONCE_BYTES;
    private static final int CODE_BYTES = 32;

    private final SecretKeySpec key;
    private final SecureRandom random;
    private final InstantSource clock;

    Challenges(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
        this.key = new SecretKeySpec(bytes(KEY_BYTES), ALGORITHM);
    }

    /// A challenge to sign this.
    SignatureDue due(Act act) {
        long now = clock.instant().getEpochSecond();
        byte[] head = ByteBuffer.allocate(HEAD_BYTES).putLong(now).put(bytes(NONCE_BYTES)).array();
        byte[] whole = Arrays.copyOf(head, HEAD_BYTES + CODE_BYTES);
        System.arraycopy(code(head, act), 0, whole, HEAD_BYTES, CODE_BYTES);
        return new SignatureDue(
                Base64.getUrlEncoder().withoutPadding().encodeToString(whole),
                act.signer(),
                act.meaning(),
                act.content(),
                now);
    }

    /// Whether the challenge was given for this, and the person proved who they are after that and just now.
    ///
    /// @param challenge as it came
    /// @param proved when the signer last proved who they are
    boolean answered(String challenge, Act act, Instant proved) {
        Optional<Instant> given = given(challenge, act);
        if (given.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        return !now.isAfter(given.get().plus(LIFE))
                && !proved.isBefore(given.get().minus(CLOCKS_APART))
                && !proved.isBefore(now.minus(FRESH))
                && !proved.isAfter(now.plus(CLOCKS_APART));
    }

    /// When we gave this challenge for this; empty if we did not.
    private Optional<Instant> given(String challenge, Act act) {
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(challenge);
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
        if (whole.length != HEAD_BYTES + CODE_BYTES) {
            return Optional.empty();
        }
        byte[] head = Arrays.copyOf(whole, HEAD_BYTES);
        byte[] code = Arrays.copyOfRange(whole, HEAD_BYTES, whole.length);
        return MessageDigest.isEqual(code, code(head, act))
                ? Optional.of(Instant.ofEpochSecond(ByteBuffer.wrap(head).getLong()))
                : Optional.empty();
    }

    /// Each field after its length: no two acts have the same bytes.
    private byte[] code(byte[] head, Act act) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            update(mac, utf8(TAG));
            update(mac, utf8(act.signer().value()));
            update(mac, utf8(act.meaning()));
            update(mac, utf8(act.content().value()));
            update(mac, head);
            return mac.doFinal();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, missing);
        }
    }

    private static void update(Mac mac, byte[] field) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
        mac.update(field);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] bytes(int length) {
        byte[] made = new byte[length];
        random.nextBytes(made);
        return made;
    }
}
