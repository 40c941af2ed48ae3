package io.unbroken.capture.security;

import io.unbroken.capture.settings.CaptureProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// Two doors to the same house: `/api/**` answers a program's bearer token or a page's session, of this party and with a role of
/// this service; a change by a session also needs the token against forgery. Pages are files without secrets and open to all.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String SIGN_IN = "/oauth2/authorization/" + ProviderConfiguration.NAME;

    /// Nothing from elsewhere, nothing inline. The reader of codes is WebAssembly; the camera's pictures are blobs.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'"
                    + " data: blob:; media-src 'self' blob:; worker-src 'self'; connect-src 'self';"
                    + " manifest-src 'self'; object-src 'none'; base-uri 'none';"
                    + " frame-ancestors 'none'; form-action 'self'";

    private static final String PERMISSIONS =
            "camera=(self), microphone=(), geolocation=(), payment=(), usb=()";

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, CaptureProperties properties) throws Exception {
        headers(http);
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(HttpMethod.GET, "/api/me")
                                .authenticated()
                                .anyRequest()
                                .hasAnyRole(properties.roles().toArray(String[]::new)))
                .oauth2ResourceServer(server ->
                        server.jwt(jwt -> jwt.jwtAuthenticationConverter(converter()))
                                .authenticationEntryPoint(
                                        (_, response, _) -> Answers.unauthorized(response))
                                .accessDeniedHandler(Answers::denied))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(
                                        (_, response, _) -> Answers.unauthorized(response))
                                .accessDeniedHandler(Answers::denied))
                // A request to the API must not leave a page to return to after sign-in.
                .requestCache(cache -> cache.disable())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, ClientRegistrationRepository clients)
            throws Exception {
        headers(http);
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers(
                                        "/actuator/health/**",
                                        "/actuator/prometheus",
                                        "/actuator/info",
                                        "/v3/api-docs/**",
                                        "/problems/*",
                                        "/error")
                                .permitAll()
                                .requestMatchers(
                                        HttpMethod.GET,
                                        "/",
                                        "/*.html",
                                        "/*.js",
                                        "/*.css",
                                        "/*.svg",
                                        "/*.png",
                                        "/*.webmanifest",
                                        "/assets/**")
                                .permitAll()
                                .requestMatchers(HttpMethod.GET, SignInController.PATH)
                                .authenticated()
                                .anyRequest()
                                .denyAll())
                .oauth2Login(login ->
                        login.loginPage(SIGN_IN)
                                .failureHandler((_, response, _) -> Answers.signInFailed(response)))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(signIn())
                                .accessDeniedHandler(Answers::denied))
                .logout(logout ->
                        logout.logoutSuccessHandler(ProviderConfiguration.signOut(clients)))
                .build();
    }

    /// Only who asks for it is sent to sign in; a program that lost its way is told so.
    private static AuthenticationEntryPoint signIn() {
        var provider = new LoginUrlAuthenticationEntryPoint(SIGN_IN);
        return (request, response, why) -> {
            if (SignInController.PATH.equals(request.getServletPath())) {
                provider.commence(request, response, why);
            } else {
                Answers.unauthorized(response);
            }
        };
    }

    private static JwtAuthenticationConverter converter() {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(Caller::authorities);
        return converter;
    }

    private static void headers(HttpSecurity http) throws Exception {
        http.headers(headers ->
                headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS))
                        .crossOriginOpenerPolicy(
                                policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN)));
    }
}
