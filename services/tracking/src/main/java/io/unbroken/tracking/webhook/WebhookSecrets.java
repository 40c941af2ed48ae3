package io.unbroken.tracking.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secrets of subscriptions, each computed from one key that lies in a file of its owner: so none stands in the store, all instances
/// have them, and nobody can be shown one again.
public final class WebhookSecrets {

    static final String PREFIX = "whsec_";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String FORM = "io.unbroken.webhook-secret.v1";

    private final byte[] key;

    public WebhookSecrets(byte[] key) {
        this.key = key.clone();
    }

    /// The secret that signs now, in the form in which it is shown once.
    String shown(Subscription subscription) {
        return PREFIX
                + Base64.getEncoder().encodeToString(secret(subscription, subscription.secret()));
    }

    /// The header `webhook-signature`: that of the secret in force, and for a while after a rotation that of the one before.
    String signatures(
            Subscription subscription,
            String message,
            Instant timestamp,
            byte[] body,
            Instant now) {
        var secrets = new ArrayList<byte[]>();
        secrets.add(secret(subscription, subscription.secret()));
        if (subscription.previousUntil().filter(now::isBefore).isPresent()) {
            secrets.add(secret(subscription, subscription.secret() - 1));
        }
        List<String> signatures =
                secrets.stream()
                        .map(secret -> signature(secret, message, timestamp, body))
                        .toList();
        return String.join(" ", signatures);
    }

    /// One signature after Standard Webhooks, over `id.timestamp.body`.
    static String signature(byte[] secret, String message, Instant timestamp, byte[] body) {
        byte[] head =
                "%s.%d."
                        .formatted(message, timestamp.getEpochSecond())
                        .getBytes(StandardCharsets.UTF_8);
        byte[] signed = new byte[head.length + body.length];
        System.arraycopy(head, 0, signed, 0, head.length);
        System.arraycopy(body, 0, signed, head.length, body.length);
        return "v1," + Base64.getEncoder().encodeToString(hmac(secret, signed));
    }

    private byte[] secret(Subscription subscription, int number) {
        return hmac(
                key,
                "%s\n%s\n%d"
                        .formatted(FORM, subscription.id(), number)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
