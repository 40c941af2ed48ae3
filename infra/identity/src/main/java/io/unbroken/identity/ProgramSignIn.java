package io.unbroken.identity;

import io.unbroken.identity.Proofs.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationValidator;

/// A sign-in without a browser, for programs that play people of the demo: with each token anew. One that is to sign sends the person's password
/// and PIN too.
///
/// @param proofs knows them
record ProgramSignIn(Proofs proofs) {

    /// Has the framework's provider check them.
    void on(List<AuthenticationProvider> providers) {
        Consumer<OAuth2ClientCredentialsAuthenticationContext> usual =
                new OAuth2ClientCredentialsAuthenticationValidator();
        providers.stream()
                .filter(OAuth2ClientCredentialsAuthenticationProvider.class::isInstance)
                .map(OAuth2ClientCredentialsAuthenticationProvider.class::cast)
                .forEach(provider ->
                        provider.setAuthenticationValidator(usual.andThen(this::check)));
    }

    private void check(OAuth2ClientCredentialsAuthenticationContext context) {
        OAuth2ClientCredentialsAuthenticationToken request = context.getAuthentication();
        DemoUser user =
                DemoUser.named(context.getRegisteredClient().getClientId())
                        .orElseThrow(() -> new IllegalStateException("expected a demo user"));
        Components.of(request.getAdditionalParameters())
                .map(given -> proofs.check(user, given))
                .filter(outcome -> outcome != Outcome.PROVED)
                .ifPresent(outcome -> {
                    throw refused(outcome);
                });
    }

    private static OAuth2AuthenticationException refused(Outcome outcome) {
        String why =
                outcome == Outcome.LOCKED
                        ? "too many wrong passwords or PINs; try again in a minute"
                        : "the password or the PIN is wrong";
        return new OAuth2AuthenticationException(
                new OAuth2Error(OAuth2ErrorCodes.INVALID_GRANT, why, null));
    }

    /// The token's `amr`; password and PIN were checked before if they came.
    static List<String> methods(@Nullable Authentication grant) {
        return grant instanceof OAuth2ClientCredentialsAuthenticationToken request
                        && Components.of(request.getAdditionalParameters()).isPresent()
                ? Factors.BOTH
                : List.of();
    }

    /// The token's `auth_time`. With its microseconds: a program may sign in more than once a second, and what a sign-in has signed is
    /// remembered by its time.
    static Number time(Instant now) {
        return BigDecimal.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, now), 6);
    }
}
