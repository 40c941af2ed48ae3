package io.unbroken.tracking.security;

import io.unbroken.tracking.problem.Problem;
import io.unbroken.tracking.settings.TrackingProperties;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
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
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// Two doors to the same house: `/api/**` answers a program's bearer token or a page's session, with 401 and 403; all else is
/// for people, who are sent to sign in. The issuer is asked for nothing at the start: it may come up later than we do.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String AUDIENCE = "unbroken";

    /// Names the provider in our own addresses: `/oauth2/authorization/unbroken`, `/login/oauth2/code/unbroken`.
    private static final String PROVIDER = "unbroken";

    /// Nothing from elsewhere, nothing inline; pictures may be drawn by the page itself.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                    + " worker-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none';"
                    + " frame-ancestors 'none'; form-action 'self'";

    private static final String PERMISSIONS =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=()";

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http) throws Exception {
        headers(http);
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(HttpMethod.GET, "/api/me")
                                .authenticated()
                                .requestMatchers(
                                        HttpMethod.GET,
                                        "/api/journeys/*/evidence",
                                        "/api/journeys/*/evidence.pdf")
                                .hasAnyRole(Roles.AUDITORS)
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
        headers(http);
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
                .oauth2Login(login -> login.loginPage("/oauth2/authorization/" + PROVIDER))
                .logout(logout -> logout.logoutSuccessUrl("/"))
                .build();
    }

    /// Tokens are checked against the issuer's keys, which are fetched when the first token comes.
    @Bean
    JwtDecoder jwtDecoder(TrackingProperties properties) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(properties.issuer() + "/oauth2/jwks").build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        List.of(
                                JwtValidators.createDefaultWithIssuer(properties.issuer()),
                                audience(),
                                new ShortLife(InstantSource.system()))));
        return decoder;
    }

    /// The addresses are the issuer's usual ones, written out: discovery would need the issuer at our start.
    @Bean
    ClientRegistrationRepository clients(TrackingProperties properties) {
        String issuer = properties.issuer();
        return new InMemoryClientRegistrationRepository(
                ClientRegistration.withRegistrationId(PROVIDER)
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
                        .clientSettings(
                                ClientRegistration.ClientSettings.builder()
                                        .requireProofKey(true)
                                        .build())
                        .build());
    }

    /// Gives a signed-in person the roles of the id token.
    @Bean
    GrantedAuthoritiesMapper rolesOfPeople() {
        return authorities -> {
            Set<GrantedAuthority> mapped = new HashSet<>(authorities);
            for (GrantedAuthority authority : authorities) {
                if (authority instanceof OidcUserAuthority person) {
                    mapped.addAll(
                            Roles.authorities(
                                    claimed(person.getIdToken().getClaims().get(Roles.CLAIM))));
                }
            }
            return mapped;
        };
    }

    private static JwtAuthenticationConverter converter() {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(
                jwt -> Roles.authorities(claimed(jwt.getClaims().get(Roles.CLAIM))));
        return converter;
    }

    private static List<String> claimed(@org.jspecify.annotations.Nullable Object claim) {
        return claim instanceof Collection<?> roles
                ? roles.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                : List.of();
    }

    private static OAuth2TokenValidator<Jwt> audience() {
        return token ->
                token.getAudience() != null && token.getAudience().contains(AUDIENCE)
                        ? OAuth2TokenValidatorResult.success()
                        : OAuth2TokenValidatorResult.failure(
                                new OAuth2Error(
                                        "invalid_token",
                                        "expected the audience " + AUDIENCE,
                                        null));
    }

    private static void headers(HttpSecurity http) throws Exception {
        http.headers(headers ->
                headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS))
                        .crossOriginOpenerPolicy(policy ->
                                policy.policy(
                                        org.springframework.security.web.header.writers
                                                .CrossOriginOpenerPolicyHeaderWriter
                                                .CrossOriginOpenerPolicy.SAME_ORIGIN)));
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
