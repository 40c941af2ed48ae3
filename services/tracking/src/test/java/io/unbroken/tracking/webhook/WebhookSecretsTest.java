package io.unbroken.tracking.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.schemas.keys.KeyFileException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebhookSecretsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    private final WebhookSecrets secrets = new WebhookSecrets(new byte[32]);
    private final Subscription subscription =
            new Subscription(
                    "wh_1",
                    1,
                    URI.create("https://receiver.example/alerts"),
                    Set.of(),
                    Optional.empty(),
                    Set.of(),
                    1,
                    Optional.empty(),
                    NOW);

    @Test
    void a_signature_is_that_of_standard_webhooks() {
        byte[] secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(WebhookSecrets.signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", NOW, BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void what_is_shown_signs() {
        String shown = secrets.shown(subscription);
        byte[] secret = Base64.getDecoder().decode(shown.substring(WebhookSecrets.PREFIX.length()));

        assertThat(shown).startsWith("whsec_");
        assertThat(secret).hasSize(32);
        assertThat(secrets.signatures(subscription, "ae_1", NOW, BODY, NOW))
                .isEqualTo(WebhookSecrets.signature(secret, "ae_1", NOW, BODY));
    }

    @Test
    void after_a_rotation_both_sign_for_a_while() {
        Subscription rotated = subscription.rotated(NOW.plus(Duration.ofHours(1)));
        String before = secrets.signatures(subscription, "ae_1", NOW, BODY, NOW);

        String during = secrets.signatures(rotated, "ae_1", NOW, BODY, NOW);
        String after =
                secrets.signatures(rotated, "ae_1", NOW, BODY, NOW.plus(Duration.ofHours(1)));

        assertThat(during.split(" ")).hasSize(2).contains(before);
        assertThat(after.split(" ")).hasSize(1).doesNotContain(before);
        assertThat(secrets.shown(rotated)).isNotEqualTo(secrets.shown(subscription));
    }

    @Test
    void the_key_file_is_made_once_and_for_its_owner_alone(@TempDir Path directory)
            throws Exception {
        Path file = directory.resolve("webhooks.key");
        byte[] made = WebhookKeyFile.loadOrCreate(file, new SecureRandom());

        assertThat(WebhookKeyFile.loadOrCreate(file, new SecureRandom())).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> WebhookKeyFile.loadOrCreate(file, new SecureRandom()))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("chmod 600");
    }
}
