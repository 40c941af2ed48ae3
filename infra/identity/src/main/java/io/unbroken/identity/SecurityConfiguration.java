package io.unbroken.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationFilter;

/// The protocol's endpoints, the sign-in page, and what tokens say.
@Configuration
class SecurityConfiguration {
    /// For whom access tokens are: every service checks this.
    static final String AUDIENCE = "unbroken";

    private static final Duration JUST_NOW = Duration.ofMinutes(2);

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http, Proofs proofs) {
        return http.oauth2AuthorizationServer(
                        server -> {
                            http.securityMatcher(server.getEndpointsMatcher());
                            server.oidc(Customizer.withDefaults());
                            server.tokenEndpoint(tokens ->
                                    tokens.authenticationProviders(new ProgramSignIn(proofs)::on));
                        })
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(FreshSignIn::asksNobody)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .addFilterAfter(
                        new FreshSignIn(InstantSource.system()), SecurityContextHolderFilter.class)
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(
                                new LoginUrlAuthenticationEntryPoint("/login")))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http) {
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers(
                                        "/login",
                                        "/sign-in",
                                        ProveController.PATH,
                                        "/sign-in.css",
                                        "/icon.svg",
                                        "/passkey.js",
                                        "/actuator/health/**",
                                        "/error")
                                .permitAll()
                                .requestMatchers(PasskeyController.PATH, "/webauthn/**")
                                .access((signedIn, _) -> justProved(signedIn.get()))
                                .anyRequest()
                                .authenticated())
                .webAuthn(passkeys ->
                        passkeys.disableDefaultRegistrationPage(true)
                                .withObjectPostProcessor(new NewSessions()))
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(
                                new LoginUrlAuthenticationEntryPoint("/login")))
                .headers(headers ->
                        headers.contentSecurityPolicy(policy ->
                                policy.policyDirectives(
                                        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'")))
                .build();
    }

    @Bean
    KeyFiles keyFiles(IdentityProperties properties) {
        return new KeyFiles(properties.directory());
    }

    @Bean
    SecretDigests secretDigests() {
        return new SecretDigests();
    }

    @Bean
    Proofs proofs(KeyFiles keys, SecretDigests digests) {
        return new Proofs(
                keys.peopleDigests(digests, new SecureRandom()), digests, InstantSource.system());
    }

    @Bean
    RegisteredClientRepository clients(
            IdentityProperties properties, KeyFiles keys, SecretDigests digests) {
        return new InMemoryRegisteredClientRepository(new Clients(properties, keys, digests).all());
    }

    @Bean
    JWKSource<SecurityContext> signingKeys(KeyFiles keys) {
        return new ImmutableJWKSet<>(new JWKSet(keys.signingKey()));
    }

    @Bean
    AuthorizationServerSettings server(IdentityProperties properties) {
        return AuthorizationServerSettings.builder().issuer(properties.issuer()).build();
    }

    /// Whoever registers a passkey signs with it from then on, so a session that was left open is not enough.
    private static AuthorizationDecision justProved(Authentication signedIn) {
        return new AuthorizationDecision(Factors.isProved(signedIn, Instant.now().minus(JUST_NOW)));
    }

    /// A session that someone planted before the sign-in must not become a signed-in one.
    private static final class NewSessions
            implements ObjectPostProcessor<WebAuthnAuthenticationFilter> {
        @Override
        public <F extends WebAuthnAuthenticationFilter> F postProcess(F filter) {
            filter.setSessionAuthenticationStrategy(new ChangeSessionIdAuthenticationStrategy());
            return filter;
        }
    }

    /// Whose passkeys count. They have no roles here, and nothing takes their empty password.
    @Bean
    UserDetailsService owners() {
        return name ->
                DemoUser.named(name)
                        .map(user -> new User(user.staffId(), "", List.of()))
                        .orElseThrow(() -> new UsernameNotFoundException("no such demo user"));
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
        return context -> {
            var user =
                    Optional.ofNullable(context.<Authentication>getPrincipal())
                            .flatMap(principal -> DemoUser.named(principal.getName()))
                            .orElseThrow(() ->
                                    new IllegalStateException("expected a demo user's token"));
            var claims =
                    context.getClaims()
                            .subject(user.staffId())
                            .claim("preferred_username", user.staffId())
                            .claim("roles", user.roles())
                            .claim("party", user.party())
                            .claim(IdTokenClaimNames.AUTH_TIME, time(context));
            List<String> methods = methods(context);
            if (!methods.isEmpty()) {
                claims.claim(IdTokenClaimNames.AMR, methods);
            }
            // An ID token stays addressed to the client that asked for it, as OIDC demands.
            if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                claims.audience(List.of(AUDIENCE));
            }
        };
    }

    /// When the person last signed in (RFC 9470), in seconds. Who has no browser does so with each token; a refreshed token is as old as the
    /// sign-in that it goes back to.
    private static Number time(JwtEncodingContext context) {
        if (isProgram(context)) {
            return ProgramSignIn.time(Instant.now());
        }
        return Factors.time(context.<Authentication>getPrincipal())
                .orElseThrow(() -> new IllegalStateException("expected the time of a sign-in"))
                .getEpochSecond();
    }

    private static List<String> methods(JwtEncodingContext context) {
        if (isProgram(context)) {
            return ProgramSignIn.methods(context.getAuthorizationGrant());
        }
        return Factors.methods(context.<Authentication>getPrincipal());
    }

    private static boolean isProgram(JwtEncodingContext context) {
        return AuthorizationGrantType.CLIENT_CREDENTIALS.equals(
                context.getAuthorizationGrantType());
    }
}
