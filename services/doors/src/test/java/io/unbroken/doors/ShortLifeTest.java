package io.unbroken.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

class ShortLifeTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final ShortLife rule = new ShortLife(InstantSource.fixed(NOW));

    @Test
    void a_token_of_a_quarter_of_an_hour_is_taken_and_a_second_more_is_not() {
        assertThat(refused(NOW, ShortLife.LONGEST)).isFalse();
        assertThat(refused(NOW, ShortLife.LONGEST.plusSeconds(1))).isTrue();
    }

    @Test
    void a_token_that_says_it_was_issued_later_than_it_can_have_been_gains_nothing() {
        assertThat(refused(NOW.plusSeconds(60), ShortLife.LONGEST)).isFalse();
        assertThat(refused(NOW.plusSeconds(61), ShortLife.LONGEST)).isTrue();
    }

    @Test
    void a_token_that_does_not_say_how_long_it_lives_is_refused() {
        Jwt endless = Jwt.withTokenValue("t").header("alg", "RS256").issuedAt(NOW).build();
        Jwt ageless =
                Jwt.withTokenValue("t")
                        .header("alg", "RS256")
                        .expiresAt(NOW.plusSeconds(9))
                        .build();

        assertThat(rule.validate(endless).hasErrors()).isTrue();
        assertThat(rule.validate(ageless).hasErrors()).isTrue();
    }

    private boolean refused(Instant issued, Duration life) {
        return rule.validate(
                        Jwt.withTokenValue("t")
                                .header("alg", "RS256")
                                .issuedAt(issued)
                                .expiresAt(issued.plus(life))
                                .build())
                .hasErrors();
    }
}
