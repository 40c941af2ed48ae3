package io.unbroken.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
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
import org.springframework.security.web.context.SecurityContextHolderFilter;

/// The protocol's endpoints, the sign-in page, and what tokens say.
@Configuration
class SecurityConfiguration {
    /// For whom access tokens are: every service checks this.
    static final String AUDIENCE = "unbroken";

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http) {
        return http.oauth2AuthorizationServer(
                        server -> {
                            http.securityMatcher(server.getEndpointsMatcher());
                            server.oidc(Customizer.withDefaults());
                        })
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
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
                                        "/sign-in.css",
                                        "/icon.svg",
                                        "/actuator/health/**",
                                        "/error")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(
                                new LoginUrlAuthenticationEntryPoint("/login")))
                .headers(headers ->
                        headers.contentSecurityPolicy(policy ->
                                policy.policyDirectives(
                                        "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'")))
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

    /// There are no passwords here; without this, the framework would make a user with one.
    @Bean
    UserDetailsService noPasswords() {
        return name -> {
            throw new UsernameNotFoundException("users of the demo have no password");
        };
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
                            .claim(
                                    IdTokenClaimNames.AUTH_TIME,
                                    authenticated(context).getEpochSecond());
            // An ID token stays addressed to the client that asked for it, as OIDC demands.
            if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                claims.audience(List.of(AUDIENCE));
            }
        };
    }

    /// When the person last proved to be it (RFC 9470). Who has no browser does so with each token; a refreshed token is as old as the
    /// sign-in that it goes back to.
    private static Instant authenticated(JwtEncodingContext context) {
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
            return Instant.now();
        }
        return FreshSignIn.time(context.<Authentication>getPrincipal())
                .orElseThrow(() -> new IllegalStateException("expected the time of a sign-in"));
    }
}
