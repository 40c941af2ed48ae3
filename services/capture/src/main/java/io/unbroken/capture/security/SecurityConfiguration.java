package io.unbroken.capture.security;

import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.doors.PageHeaders;
import io.unbroken.doors.Provider;
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

/// Two doors to the same house: `/api/**` answers a program's bearer token or a page's session, of this party and with a role of
/// this service; a change by a session also needs the token against forgery. Pages are files without secrets and open to all.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /// Nothing from elsewhere, nothing inline. The reader of codes is WebAssembly; the camera's pictures are blobs.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'"
                    + " data: blob:; media-src 'self' blob:; worker-src 'self'; connect-src 'self';"
                    + " manifest-src 'self'; object-src 'none'; base-uri 'none';"
                    + " frame-ancestors 'none'; form-action 'self'";

    private static final PageHeaders HEADERS =
            new PageHeaders(
                    CONTENT_SECURITY_POLICY,
                    "camera=(self), microphone=(), geolocation=(), payment=(), usb=()");

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, CaptureProperties properties) throws Exception {
        HEADERS.on(http);
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
        HEADERS.on(http);
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
                        login.loginPage(Provider.SIGN_IN)
                                .authorizationEndpoint(endpoint ->
                                        endpoint.authorizationRequestResolver(
                                                new FreshRequests(clients)))
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
        var provider = new LoginUrlAuthenticationEntryPoint(Provider.SIGN_IN);
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
}
