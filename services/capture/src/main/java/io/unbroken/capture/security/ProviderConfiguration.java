package io.unbroken.capture.security;

import io.unbroken.capture.settings.CaptureProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// The OIDC provider as this service knows it: whose tokens count, how pages sign people in and out, which roles they have. It is
/// asked for nothing at the start: it may come up later than we do, so its usual addresses are written out.
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

    /// Names the provider in our own addresses: `/oauth2/authorization/unbroken`, `/login/oauth2/code/unbroken`.
    static final String NAME = "unbroken";

    private static final String AUDIENCE = "unbroken";
    private static final String PARTY = "party";

    @Bean
    JwtDecoder jwtDecoder(CaptureProperties properties) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(properties.issuer() + "/oauth2/jwks").build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        List.of(
                                JwtValidators.createDefaultWithIssuer(properties.issuer()),
                                audience(),
                                new ShortLife(InstantSource.system()),
                                party(properties.party()))));
        return decoder;
    }

    @Bean
    ClientRegistrationRepository clients(CaptureProperties properties) {
        String issuer = properties.issuer();
        return new InMemoryClientRegistrationRepository(
                ClientRegistration.withRegistrationId(NAME)
                        .clientId(properties.oidcClientId())
                        .clientSecret(properties.oidcClientSecret())
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
                                ClientRegistration.ClientSettings.builder()
                                        .requireProofKey(true)
                                        .build())
                        .build());
    }

    /// Gives a person who signed in the roles of the id token. Another party's people are let in to be told so, and to sign out,
    /// but have no roles and so nothing to say.
    @Bean
    GrantedAuthoritiesMapper rolesOfPeople(CaptureProperties properties) {
        return authorities -> {
            Set<GrantedAuthority> mapped = new HashSet<>(authorities);
            for (GrantedAuthority authority : authorities) {
                if (authority instanceof OidcUserAuthority person
                        && properties.party().equals(person.getIdToken().getClaimAsString(PARTY))) {
                    mapped.addAll(Caller.authorities(person.getIdToken()));
                }
            }
            return mapped;
        };
    }

    /// Ends the provider's session too, or the next person at this phone would be signed in as this one. A page cannot follow
    /// a redirect to another host, so it is told where to go.
    static OidcClientInitiatedLogoutSuccessHandler signOut(ClientRegistrationRepository clients) {
        var handler = new OidcClientInitiatedLogoutSuccessHandler(clients);
        handler.setPostLogoutRedirectUri("{baseUrl}/");
        handler.setRedirectStrategy(ProviderConfiguration::tell);
        return handler;
    }

    private static void tell(HttpServletRequest request, HttpServletResponse response, String url)
            throws IOException {
        response.setContentType("text/plain");
        response.getOutputStream().write(url.getBytes(StandardCharsets.UTF_8));
    }

    private static OAuth2TokenValidator<Jwt> audience() {
        return token ->
                token.getAudience() != null && token.getAudience().contains(AUDIENCE)
                        ? OAuth2TokenValidatorResult.success()
                        : refused("expected the audience " + AUDIENCE);
    }

    /// Another party's people have nothing to say here.
    private static OAuth2TokenValidator<Jwt> party(String party) {
        return token ->
                party.equals(token.getClaimAsString(PARTY))
                        ? OAuth2TokenValidatorResult.success()
                        : refused("expected a token of the party " + party);
    }

    private static OAuth2TokenValidatorResult refused(String why) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", why, null));
    }
}
