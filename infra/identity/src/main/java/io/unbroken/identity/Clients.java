package io.unbroken.identity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/// Who may ask for tokens: each service's pages for whoever signs in there, and, in the demo only, each user without a browser.
///
/// @param properties the pages' addresses
/// @param keys the clients' secrets
/// @param encoder how secrets are kept
record Clients(IdentityProperties properties, KeyFiles keys, PasswordEncoder encoder) {
    /// Short enough that a lost token is soon worthless; clients ask anew.
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

    List<RegisteredClient> all() {
        var clients = new ArrayList<RegisteredClient>();
        var pageSecret = keys.pageClientSecret();
        properties
                .pages()
                .forEach((service, address) -> clients.add(pages(service, address, pageSecret)));
        var userSecret = keys.demoUserSecret();
        Arrays.stream(DemoUser.values())
                .forEach(user -> clients.add(withoutBrowser(user, userSecret)));
        return clients;
    }

    private RegisteredClient pages(String service, String address, String secret) {
        return RegisteredClient.withId("pages-" + service)
                .clientId("unbroken-" + service)
                .clientSecret(kept(secret))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUri(address + "/login/oauth2/code/unbroken")
                .redirectUri(address + "/login/oauth2/code/unbroken-" + service)
                .postLogoutRedirectUri(address + "/")
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .clientSettings(
                        ClientSettings.builder()
                                .requireProofKey(true)
                                .requireAuthorizationConsent(false)
                                .build())
                .tokenSettings(tokens())
                .build();
    }

    private RegisteredClient withoutBrowser(DemoUser user, String secret) {
        return RegisteredClient.withId("user-" + user.login())
                .clientId(user.login())
                .clientSecret(kept(secret))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(tokens())
                .build();
    }

    private String kept(String secret) {
        return Objects.requireNonNull(encoder.encode(secret));
    }

    private static TokenSettings tokens() {
        return TokenSettings.builder()
                .accessTokenTimeToLive(TOKEN_LIFE)
                .idTokenSignatureAlgorithm(SignatureAlgorithm.RS256)
                .build();
    }
}
