package io.unbroken.capture.security;

import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.doors.Provider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Whose tokens count at this service, how its pages sign people in and out, which roles they have.
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

    private static final String PARTY = "party";

    @Bean
    Provider provider(CaptureProperties properties) {
        return new Provider(properties.issuer());
    }

    @Bean
    JwtDecoder jwtDecoder(Provider provider, CaptureProperties properties) {
        return provider.decoder(InstantSource.system(), List.of(party(properties.party())));
    }

    @Bean
    ClientRegistrationRepository clients(Provider provider, CaptureProperties properties) {
        return new InMemoryClientRegistrationRepository(
                provider.client(properties.oidcClientId(), properties.oidcClientSecret()));
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

    /// Another party's people have nothing to say here.
    private static OAuth2TokenValidator<Jwt> party(String party) {
        return token ->
                party.equals(token.getClaimAsString(PARTY))
                        ? OAuth2TokenValidatorResult.success()
                        : Provider.refused("expected a token of the party " + party);
    }
}
