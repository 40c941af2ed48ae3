package io.unbroken.tracking.security;

import io.unbroken.doors.PageHeaders;
import io.unbroken.doors.Provider;
import io.unbroken.tracking.problem.Problem;
import io.unbroken.tracking.settings.TrackingProperties;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;

/// Two doors to the same house: `/api/**` answers a program's bearer token or a page's session, with 401 and 403; all else is
/// for people, who are sent to sign in.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /// Nothing from elsewhere, nothing inline; pictures may be drawn by the page itself.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                    + " worker-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none';"
                    + " frame-ancestors 'none'; form-action 'self'";

    private static final PageHeaders HEADERS =
            new PageHeaders(
                    CONTENT_SECURITY_POLICY,
                    "camera=(), microphone=(), geolocation=(), payment=(), usb=()");

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http) throws Exception {
        HEADERS.on(http);
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(HttpMethod.GET, "/api/me")
                                .authenticated()
                                .requestMatchers(
                                        HttpMethod.GET,
                                        "/api/journeys/*/evidence",
                                        "/api/journeys/*/evidence.pdf")
                                .hasAnyRole(Roles.AUDITORS)
                                // What is no journey's yet, of whichever party.
                                .requestMatchers(
                                        HttpMethod.GET, "/api/quarantine", "/api/quarantine/**")
                                .hasAnyRole(Roles.WATCHERS)
                                .requestMatchers("/api/webhooks", "/api/webhooks/**")
                                .hasAnyRole(Roles.WEBHOOK_KEEPERS)
                                .requestMatchers(
                                        HttpMethod.POST, "/api/alerts/*/*/acknowledgements")
                                .hasAnyRole(Roles.ALERT_KEEPERS)
                                .requestMatchers(HttpMethod.GET, "/api/**")
                                .hasAnyRole(Roles.READERS)
                                .anyRequest()
                                .denyAll())
                // A page sends back the cookie's token with what it posts in its session; a bearer
                // token needs none.
                .csrf(CsrfConfigurer::spa)
                .oauth2ResourceServer(server ->
                        server.jwt(jwt -> jwt.jwtAuthenticationConverter(converter()))
                                .authenticationEntryPoint(
                                        (_, response, _) -> unauthorized(response)))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(
                                        (_, response, _) -> unauthorized(response))
                                .accessDeniedHandler((_, response, _) -> forbidden(response)))
                // A request to the API must not leave a page to return to after sign-in.
                .requestCache(cache -> cache.disable())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http) throws Exception {
        HEADERS.on(http);
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers(
                                        "/actuator/health/**",
                                        "/actuator/prometheus",
                                        "/actuator/info",
                                        "/v3/api-docs/**",
                                        // Hashes and sizes, for witnesses and auditors.
                                        "/ledger/**",
                                        "/problems/*",
                                        "/error")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .oauth2Login(login -> login.loginPage(Provider.SIGN_IN))
                .logout(logout -> logout.logoutSuccessUrl("/"))
                .build();
    }

    @Bean
    Provider provider(TrackingProperties properties) {
        return new Provider(properties.issuer());
    }

    @Bean
    JwtDecoder jwtDecoder(Provider provider) {
        return provider.decoder(InstantSource.system(), List.of());
    }

    @Bean
    ClientRegistrationRepository clients(Provider provider, TrackingProperties properties) {
        return new InMemoryClientRegistrationRepository(
                provider.client(properties.oidcClientId(), properties.oidcClientSecret()));
    }

    /// Gives a signed-in person the roles of the id token.
    @Bean
    GrantedAuthoritiesMapper rolesOfPeople() {
        return authorities -> {
            Set<GrantedAuthority> mapped = new HashSet<>(authorities);
            for (GrantedAuthority authority : authorities) {
                if (authority instanceof OidcUserAuthority person) {
                    mapped.addAll(Roles.authorities(person.getIdToken().getClaims()));
                }
            }
            return mapped;
        };
    }

    private static JwtAuthenticationConverter converter() {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(jwt -> Roles.authorities(jwt.getClaims()));
        return converter;
    }

    private static void unauthorized(HttpServletResponse response) throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer");
        problem(
                response,
                Problem.UNAUTHENTICATED,
                "Sign in, or send a valid bearer token for the audience unbroken.");
    }

    private static void forbidden(HttpServletResponse response) throws IOException {
        problem(response, Problem.FORBIDDEN, "Your roles do not allow this.");
    }

    private static void problem(HttpServletResponse response, Problem problem, String detail)
            throws IOException {
        response.setStatus(problem.status().value());
        response.setContentType("application/problem+json");
        // As bytes: a writer would add a charset, which this media type has not.
        response.getOutputStream().write(problem.json(detail).getBytes(StandardCharsets.UTF_8));
    }
}
