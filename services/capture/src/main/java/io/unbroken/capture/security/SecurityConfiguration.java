package io.unbroken.capture.security;

import io.unbroken.capture.problem.Problem;
import io.unbroken.capture.settings.CaptureProperties;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// A bearer token of our audience, of this party, with a role of this service. The issuer is asked for nothing at the start: it
/// may come up later than we do.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String AUDIENCE = "unbroken";

    @Bean
    SecurityFilterChain api(HttpSecurity http, CaptureProperties properties) throws Exception {
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers(
                                        "/actuator/health/**",
                                        "/actuator/prometheus",
                                        "/actuator/info",
                                        "/v3/api-docs/**",
                                        "/problems/*",
                                        "/error")
                                .permitAll()
                                .requestMatchers("/api/**")
                                .hasAnyRole(properties.roles().toArray(String[]::new))
                                .anyRequest()
                                .denyAll())
                .oauth2ResourceServer(server ->
                        server.jwt(jwt -> jwt.jwtAuthenticationConverter(converter()))
                                .authenticationEntryPoint(
                                        (_, response, _) -> unauthorized(response))
                                .accessDeniedHandler((_, response, _) -> forbidden(response)))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(
                                        (_, response, _) -> unauthorized(response))
                                .accessDeniedHandler((_, response, _) -> forbidden(response)))
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // A bearer token is sent by a program on purpose; no cookie can be ridden here.
                .csrf(csrf -> csrf.disable())
                .headers(headers ->
                        headers.contentSecurityPolicy(policy ->
                                        policy.policyDirectives(
                                                "default-src 'none'; frame-ancestors 'none'"))
                                .referrerPolicy(
                                        policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    @Bean
    JwtDecoder jwtDecoder(CaptureProperties properties) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(properties.issuer() + "/oauth2/jwks").build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        List.of(
                                JwtValidators.createDefaultWithIssuer(properties.issuer()),
                                audience(),
                                party(properties.party()))));
        return decoder;
    }

    private static JwtAuthenticationConverter converter() {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(jwt ->
                Caller.of(jwt).roles().stream()
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                        .collect(java.util.stream.Collectors.toUnmodifiableList()));
        return converter;
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
                party.equals(token.getClaimAsString("party"))
                        ? OAuth2TokenValidatorResult.success()
                        : refused("expected a token of the party " + party);
    }

    private static OAuth2TokenValidatorResult refused(String why) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", why, null));
    }

    private static void unauthorized(HttpServletResponse response) throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer");
        problem(
                response,
                Problem.UNAUTHENTICATED,
                "Send a valid bearer token of this party for the audience unbroken.");
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
