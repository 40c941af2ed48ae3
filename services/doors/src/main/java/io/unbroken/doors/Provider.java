package io.unbroken.doors;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// The OIDC provider as a service knows it. It is asked for nothing at the start: it may come up later than we do, so its usual
/// addresses are written out.
///
/// @param issuer its address
public record Provider(String issuer) {

    /// Names the provider in our own addresses: `/oauth2/authorization/unbroken`, `/login/oauth2/code/unbroken`.
    public static final String NAME = "unbroken";

    /// Where a page sends who has to sign in.
    public static final String SIGN_IN = "/oauth2/authorization/" + NAME;

    private static final String AUDIENCE = "unbroken";

    /// Takes tokens of this issuer, for us, that live no longer than [ShortLife#LONGEST]. Its keys are fetched when the first token comes.
    ///
    /// @param more what else a token must be
    public JwtDecoder decoder(InstantSource clock, List<OAuth2TokenValidator<Jwt>> more) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(issuer + "/oauth2/jwks").build();
        List<OAuth2TokenValidator<Jwt>> always =
                List.of(
                        JwtValidators.createDefaultWithIssuer(issuer),
                        audience(),
                        new ShortLife(clock));
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        Stream.concat(always.stream(), more.stream()).toList()));
        return decoder;
    }

    /// How pages of a service sign people in, and out again.
    public ClientRegistration client(String id, String secret) {
        return ClientRegistration.withRegistrationId(NAME)
                .clientId(id)
                .clientSecret(secret)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .scope("openid", "profile")
                .authorizationUri(issuer + "/oauth2/authorize")
                .tokenUri(issuer + "/oauth2/token")
                .jwkSetUri(issuer + "/oauth2/jwks")
                .issuerUri(issuer)
                .userNameAttributeName("sub")
                .providerConfigurationMetadata(
                        Map.of("end_session_endpoint", issuer + "/connect/logout"))
                .clientSettings(
                        ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
                .build();
    }

    /// A token that is not taken.
    public static OAuth2TokenValidatorResult refused(String why) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", why, null));
    }

    private static OAuth2TokenValidator<Jwt> audience() {
        return token ->
                token.getAudience() != null && token.getAudience().contains(AUDIENCE)
                        ? OAuth2TokenValidatorResult.success()
                        : refused("expected the audience " + AUDIENCE);
    }
}
