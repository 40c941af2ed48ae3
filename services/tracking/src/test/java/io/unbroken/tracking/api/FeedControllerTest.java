package io.unbroken.tracking.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.tracking.feed.Feed;
import io.unbroken.tracking.feed.Listener;
import io.unbroken.tracking.security.Sight;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

final class FeedControllerTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final Feed feed = new Feed("run1");

    @Test
    void a_stream_ends_when_its_token_expires() throws Exception {
        Instant end = FeedController.end(bearer(NOW.plusSeconds(150)), NOW);

        assertThat(heard(end)).contains("data: 1\n", "data: 2\n", "data: 3\n");
        assertThat(heard(end)).doesNotContain("data: 4\n");
        assertThat(heard(NOW)).doesNotContain("data:");
    }

    @Test
    void the_stream_of_a_session_ends_after_a_quarter_of_an_hour() {
        var person = new TestingAuthenticationToken("somebody", "");

        assertThat(FeedController.end(person, NOW)).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    }

    /// Of five messages, each of which takes a minute.
    private String heard(Instant end) throws Exception {
        var now = new AtomicReference<>(NOW);
        var controller =
                new FeedController(feed, () -> now.getAndUpdate(last -> last.plusSeconds(60)));
        var out = new ByteArrayOutputStream();
        try (Listener listener = feed.listen(Optional.empty()).orElseThrow()) {
            for (int i = 1; i <= 5; i++) {
                feed.tell("journey", String.valueOf(i));
            }
            Sight sight = Sight.of(bearer(end));
            controller.stream(listener, sight, end, out);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Authentication bearer(Instant expiry) {
        return new JwtAuthenticationToken(
                Jwt.withTokenValue("t")
                        .header("alg", "none")
                        .subject("somebody")
                        .expiresAt(expiry)
                        .build());
    }
}
