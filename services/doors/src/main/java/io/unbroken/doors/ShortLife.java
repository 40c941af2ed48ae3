package io.unbroken.doors;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/// Refuses tokens that live too long, whoever issued them: one that was lost must soon be worthless. One that does not say how long it lives is
/// refused too.
public final class ShortLife implements OAuth2TokenValidator<Jwt> {

    /// How long a token may live at most.
    public static final Duration LONGEST = Duration.ofMinutes(15);

    /// The issuer's clock and ours may differ by so much.
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final InstantSource clock;

    ShortLife(InstantSource clock) {
        this.clock = clock;
    }

    /// Of a token that does not say when it was issued the framework makes that up, so its end is held to our clock too.
    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        Instant issued = token.getIssuedAt();
        Instant expires = token.getExpiresAt();
        Instant latest = clock.instant().plus(LONGEST).plus(SKEW);
        return issued != null
                        && expires != null
                        && !expires.isAfter(issued.plus(LONGEST))
                        && !expires.isAfter(latest)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(
                        new OAuth2Error(
                                "invalid_token",
                                "expected a token that lives no longer than " + LONGEST,
                                null));
    }
}
